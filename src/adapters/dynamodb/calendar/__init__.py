"""The calendar in DynamoDB."""
