"""What can be done with forecasts: make, read, override, score; one at a time or many in a job."""
