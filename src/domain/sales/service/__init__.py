"""What can be asked of sales: uploads, their ingestion, histories and the summary."""
