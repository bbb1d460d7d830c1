"""What an advisor can do, on a real encrypted store."""
