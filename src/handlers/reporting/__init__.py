"""Reports and recommendations over HTTP."""
