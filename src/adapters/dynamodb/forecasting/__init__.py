"""Forecasts, their runs, jobs, overrides and the shop's profile in DynamoDB."""
