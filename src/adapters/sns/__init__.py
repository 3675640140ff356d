"""Notices to people, through SNS."""
