"""Forecasts in sentences that cite data: drivers, and products that need attention."""
