"""Models of forecasting: requests, forecasts, overrides, jobs and accuracy."""
