"""The forecasting engine: numpy on a matrix of products, no I/O; `api` is its front door."""
