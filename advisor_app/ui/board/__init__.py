"""The supervisor's board: the figures of the line, now, today and over the week."""
