"""Reports as documents, ready to be written in any format."""
