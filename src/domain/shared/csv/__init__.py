"""Reading of any CSV file: text, records, columns, numbers, dates, the report."""
