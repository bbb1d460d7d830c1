"""Mirrors advisor_app."""
