"""Objects that are sent in parts: nobody sees one before it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.s3.errors import translated_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_s3.client import S3Client


def begin(client: S3Client, bucket: str, key: str, content_type: str) -> str:
    """Begin an object; returns the id of its upload."""
    with translated_errors():
        return client.create_multipart_upload(Bucket=bucket, Key=key, ContentType=content_type)["UploadId"]


def send_part(client: S3Client, bucket: str, key: str, upload_id: str, number: int, data: bytes) -> str:
    """Send a part, in place of an earlier one of its number; returns its entity tag."""
    with translated_errors():
        return client.upload_part(Bucket=bucket, Key=key, UploadId=upload_id, PartNumber=number, Body=data)["ETag"]


def complete(client: S3Client, bucket: str, key: str, upload_id: str, tags: Sequence[str]) -> None:
    """Make the object of its parts, whose entity tags these are from number 1 on."""
    parts = [{"ETag": tag, "PartNumber": number} for number, tag in enumerate(tags, 1)]
    with translated_errors():
        client.complete_multipart_upload(
            Bucket=bucket,
            Key=key,
            UploadId=upload_id,
            MultipartUpload={"Parts": parts},  # type: ignore[typeddict-item]  # numbers and tags are what it has
        )
