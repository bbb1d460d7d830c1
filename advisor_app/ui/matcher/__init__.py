"""The right panel of the intake: who fits, what to say, which records, what to ask next."""
