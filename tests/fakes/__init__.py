"""In-memory stand-ins for every port, as strict as the real adapters: the contract tests run on both."""
