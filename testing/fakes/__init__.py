"""In-memory fakes of the ports, one module a context."""
