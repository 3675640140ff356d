"""Reports' files in the data bucket, below ``reports/``.

The bucket encrypts what is put into it with the customer's own KMS key by default; naming no key here is what keeps it
so. Its lifecycle moves reports to colder storage and deletes them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from adapters.s3.errors import translated_errors
from domain.reporting.models import ReportFormat, ReportLink

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_s3.client import S3Client

#: For how long an address works.
LINK_LIFETIME: Final = timedelta(minutes=15)
CONTENT_TYPES: Final[dict[str, str]] = {
    ReportFormat.JSON: "application/json",
    ReportFormat.CSV: "text/csv; charset=utf-8",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.PDF: "application/pdf",
}


class S3ReportFiles:
    """Implements :class:`domain.reporting.ports.ReportFiles` and :class:`domain.purchasing.ports.OrderFiles`.

    Parameters
    ----------
    client
        An S3 client that signs with version 4.
    bucket
        The data bucket.
    """

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, location: str, content: bytes, file_format: str) -> None:
        """Keep a file."""
        with translated_errors():
            self._client.put_object(
                Bucket=self._bucket, Key=location, Body=content, ContentType=CONTENT_TYPES[file_format]
            )

    def link(self, location: str, filename: str, now: datetime) -> ReportLink:
        """Return a presigned address; it also ends with the credentials that signed it."""
        url = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": location,
                "ResponseContentDisposition": f'attachment; filename="{filename}"',
            },
            ExpiresIn=int(LINK_LIFETIME.total_seconds()),
        )
        return ReportLink(url, now + LINK_LIFETIME)
