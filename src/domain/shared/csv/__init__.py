"""What every CSV file needs, whatever it holds: text, records, columns, numbers, dates, the report."""
