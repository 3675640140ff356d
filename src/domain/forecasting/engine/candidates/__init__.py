"""Forecasting methods: point forecasts of all series at one origin."""
