"""Use cases of forecasting: make, read, override, score; one at a time or many in a job."""
