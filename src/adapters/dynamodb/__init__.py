"""Ports implemented on Amazon DynamoDB. The tables and their item kinds are described in docs/architecture.md."""
