"""Shared parts of all functions: settings, clients, errors on the wire, paging, logs and metrics."""
