"""Which rows are sales, by what a file's status, void, type and fulfilment columns say of them."""
