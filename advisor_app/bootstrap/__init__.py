"""The composition root: the only room that knows every other, and what the verbs do."""
