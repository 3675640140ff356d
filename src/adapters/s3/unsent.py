"""Records that Lambda gave up sending, which it keeps in the bucket whole before their stream forgets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3.client import S3Client

#: Where Lambda keeps them, by a name of its own.
PREFIX: Final = "aws/lambda/"


class S3UnsentRecords:
    """Batches of records that were not sent.

    Parameters
    ----------
    client, bucket
        Where Lambda keeps them.
    """

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def batches(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield the batches that are kept, oldest first, each with its name."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=PREFIX)
        found = [kept for page in pages for kept in page.get("Contents", ())]
        for kept in sorted(found, key=lambda each: (each["LastModified"], each["Key"])):
            body = self._client.get_object(Bucket=self._bucket, Key=kept["Key"])["Body"].read()
            payload = json.loads(body)["payload"]
            yield kept["Key"], (json.loads(payload) if isinstance(payload, str) else payload)["Records"]

    def forget(self, name: str) -> None:
        """Delete a batch that has been sent."""
        self._client.delete_object(Bucket=self._bucket, Key=name)
