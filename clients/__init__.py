"""Programs that use the API from outside; they import nothing of it."""
