"""The controls, sort by sort."""
