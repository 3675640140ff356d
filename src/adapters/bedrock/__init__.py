"""Ports implemented on Amazon Bedrock."""
