"""The locked desk: when it locks, what it shows then, and what it forgets."""
