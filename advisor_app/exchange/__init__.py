"""Files in and out: cases, rosters, online requests."""
