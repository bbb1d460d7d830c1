"""The telephone line: call states, pairing, presence, calendar, figures; pure functions."""
