"""What reports read, and report jobs, in DynamoDB."""
