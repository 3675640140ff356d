"""Ports implemented on Amazon S3."""
