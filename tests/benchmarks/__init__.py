"""Measurements, run by hand: `python -m tests.benchmarks.NAME`. They print ratios of one run."""
