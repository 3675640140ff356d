"""Sales data: files in, clean daily history out."""
