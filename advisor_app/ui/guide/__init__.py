"""Help for each page: short texts of resources/guide, shown as plain text."""
