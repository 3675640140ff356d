"""Measurements, each one command: every number in the documents comes from here."""
