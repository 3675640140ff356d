"""Sales history over HTTP, and from files in S3."""
