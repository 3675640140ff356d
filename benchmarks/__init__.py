"""Measurements against named peers: one command each, results committed to ``benchmarks/results``."""
