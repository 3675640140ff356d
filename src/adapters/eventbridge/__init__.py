"""EventBridge: the bus that other systems listen to."""
