"""The nine topics with their facts, hedges and sources."""
