"""The cancer knowledge: catalogue, search, findings, red flags, routes, records."""
