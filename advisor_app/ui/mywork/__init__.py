"""What this desk owes: promises, parked calls, open cases, records."""
