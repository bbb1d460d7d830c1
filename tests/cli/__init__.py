"""The command line, as other programs use it."""
