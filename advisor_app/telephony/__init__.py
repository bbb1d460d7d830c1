"""Sources of calls behind one port."""
