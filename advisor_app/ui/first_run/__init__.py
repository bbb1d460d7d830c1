"""The first run of a workstation: try a sample shift, or set up the centre."""
