"""What can be asked of reporting: the forecast summary, and reports as files."""
