"""Inputs of reports, and report jobs, in DynamoDB."""
