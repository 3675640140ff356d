"""Ports implemented on AWS Step Functions."""
