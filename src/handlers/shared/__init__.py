"""What every function shares: settings, clients, errors on the wire, paging, logs and metrics."""
