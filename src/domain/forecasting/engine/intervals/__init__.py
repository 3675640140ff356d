"""Predictive distributions of days and of sums, and their conformal calibration."""
