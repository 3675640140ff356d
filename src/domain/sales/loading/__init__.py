"""Reading a file and writing its sums, from memory or from storage."""
