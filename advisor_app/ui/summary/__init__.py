"""The case summary before it prints: what is seen is the file."""
