"""Cards over the window during and after a call: emergency, end of call."""
