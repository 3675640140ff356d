"""What forecasting is about: requests, forecasts, overrides, jobs and how good forecasts have been."""
