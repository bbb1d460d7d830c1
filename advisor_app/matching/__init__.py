"""Which specialist fits, why, and why not; pure functions."""
