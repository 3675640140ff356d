"""Standing of rows, sale or no sale, by a file's status, void, type and fulfilment columns."""
