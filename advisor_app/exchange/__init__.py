"""Files in and out: the case file, the roster and online requests."""
