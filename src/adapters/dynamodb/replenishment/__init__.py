"""Replenishment's reading of the tables."""
