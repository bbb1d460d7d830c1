"""Finding a case again, by anything that is remembered of it."""
