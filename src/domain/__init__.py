"""Domain logic in plain Python: no AWS, no HTTP, no clock, no environment."""
