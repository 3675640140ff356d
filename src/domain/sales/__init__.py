"""What was sold: files in, clean daily history out."""
