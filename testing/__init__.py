"""Shared by tests and benchmarks: in-memory fakes of the ports, made-up shops, and calls of the handlers."""
