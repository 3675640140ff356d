"""Lambda functions of forecasting: the REST API, and the planner, worker and finisher of forecast jobs."""
