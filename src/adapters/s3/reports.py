"""Reports' files in the data bucket, below ``reports/``.

The bucket encrypts what is put into it with the customer's own KMS key by default; naming no key here is what keeps it
so. Its lifecycle moves reports to colder storage and deletes them.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from adapters.s3 import multipart
from adapters.s3.errors import has_lost_parts, translated_errors
from domain.reporting.errors import PartsLostError
from domain.reporting.models import ExportFormat, ReportFormat, ReportLink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from mypy_boto3_s3.client import S3Client

#: For how long an address works.
LINK_LIFETIME: Final = timedelta(minutes=15)
CONTENT_TYPES: Final[dict[str, str]] = {
    ReportFormat.JSON: "application/json",
    ExportFormat.NDJSON: "application/x-ndjson",
    ReportFormat.CSV: "text/csv; charset=utf-8",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.PDF: "application/pdf",
}


class S3ReportFiles:
    """Implements ``ReportFiles`` and ``FilesInTheMaking`` of reporting's ports, and ``OrderFiles`` of purchasing's.

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

    def begin(self, location: str, file_format: str) -> str:
        """Begin a file; returns the id of its upload."""
        return multipart.begin(self._client, self._bucket, location, CONTENT_TYPES[file_format])

    def add(self, location: str, upload: str, number: int, content: bytes) -> str:
        """Keep a part, in place of an earlier one of its number; returns its entity tag."""
        with _lost_parts():
            return multipart.send_part(self._client, self._bucket, location, upload, number, content)

    def complete(self, location: str, upload: str, parts: Sequence[str]) -> None:
        """Make the file of its parts."""
        with _lost_parts():
            multipart.complete(self._client, self._bucket, location, upload, parts)

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


@contextmanager
def _lost_parts() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if has_lost_parts(error):
            raise PartsLostError(str(error)) from error
        raise
