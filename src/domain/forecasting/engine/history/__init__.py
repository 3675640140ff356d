"""Demand histories before forecasting: cleaning and cold start."""
