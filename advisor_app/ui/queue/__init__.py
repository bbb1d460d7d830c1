"""The waiting line: who calls, why, and how well they fit this desk."""
