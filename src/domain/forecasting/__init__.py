"""What will be sold: forecasts with honest intervals, their explanation, and how good they were."""
