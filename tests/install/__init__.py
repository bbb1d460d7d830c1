"""The console as it is handed out: a wheel, a bundle, an entry of the desktop."""
