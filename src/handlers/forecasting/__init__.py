"""Forecasts over HTTP, and in bulk."""
