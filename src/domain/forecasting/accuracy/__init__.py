"""Accuracy of past forecasts against the sales that followed."""
