"""Lambda function of the outbox: what the tables recorded of their writes goes to the bus."""
