"""The intake: listen first, ask what is missing, lose nothing."""
