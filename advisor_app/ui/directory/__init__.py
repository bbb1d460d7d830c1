"""The specialists and sites of the centre."""
