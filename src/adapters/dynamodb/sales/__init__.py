"""Sales rows, histories and uploads in DynamoDB."""
