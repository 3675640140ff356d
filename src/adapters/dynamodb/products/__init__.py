"""Products in DynamoDB."""
