"""Documents written as files: CSV, XLSX with charts, PDF with charts."""
