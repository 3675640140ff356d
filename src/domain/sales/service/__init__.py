"""Use cases of sales data: uploads, their ingestion, histories and the summary."""
