"""Files of uploads in the data bucket."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

from adapters.s3 import multipart
from adapters.s3.errors import is_absent, is_behind_the_end, is_changed, translated_errors
from domain.sales.errors import FileChangedError
from domain.sales.ports import StoredFile, UploadAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mypy_boto3_s3.client import S3Client

_SECOND: Final = timedelta(seconds=1)
_PIECE: Final = 1 << 20
_PART: Final = 8 << 20
_REMOVED_AT_ONCE: Final = 1000


class S3UploadFiles:
    """Implements :class:`domain.sales.ports.UploadFiles`."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Keep a file."""
        with translated_errors():
            self._client.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=content_type)

    def get(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        """Return a file, or a part of it."""
        if length == 0:
            return b""
        part: dict[str, Any] = {}
        if start or length is not None:
            part["Range"] = f"bytes={start}-" + ("" if length is None else str(start + length - 1))
        try:
            with translated_errors():
                return self._client.get_object(Bucket=self._bucket, Key=key, **part)["Body"].read()
        except Exception as error:
            if is_absent(error):
                raise KeyError(key) from error
            raise

    def stat(self, key: str) -> StoredFile | None:
        """Return what is known about a file."""
        try:
            with translated_errors():
                head = self._client.head_object(Bucket=self._bucket, Key=key)
        except Exception as error:
            if is_absent(error):
                return None
            raise
        sent = head.get("VersionId") or head["LastModified"].isoformat()
        came = head["LastModified"].astimezone(UTC) + _SECOND  # told in whole seconds, rounded down
        return StoredFile(head["ContentLength"], head["ETag"], sent, came)

    def read(self, key: str, source: str, offset: int = 0) -> Iterator[bytes]:
        """Yield a file's bytes from ``offset`` on, as long as its content is still ``source``."""
        part: dict[str, Any] = {"Range": f"bytes={offset}-"} if offset else {}
        try:
            with translated_errors():
                body = self._client.get_object(Bucket=self._bucket, Key=key, IfMatch=source, **part)["Body"]
                yield from body.iter_chunks(_PIECE)
        except Exception as error:
            if is_changed(error):
                raise FileChangedError(key) from error
            if not is_behind_the_end(error):
                raise

    def join(self, keys: Sequence[str], key: str, content_type: str) -> None:
        """Keep one file made of others, in order."""
        tags: list[str] = []
        upload_id = ""
        waiting = b""
        for data in map(self.get, keys):
            waiting += data
            if len(waiting) >= _PART:
                upload_id = upload_id or multipart.begin(self._client, self._bucket, key, content_type)
                tags.append(self._send_part(key, upload_id, len(tags) + 1, waiting))
                waiting = b""
        if not upload_id:
            self.put(key, waiting, content_type)
            return
        if waiting:
            tags.append(self._send_part(key, upload_id, len(tags) + 1, waiting))
        multipart.complete(self._client, self._bucket, key, upload_id, tags)

    def remove(self, keys: Iterable[str]) -> None:
        """Remove files."""
        for batch in batched(keys, _REMOVED_AT_ONCE, strict=False):
            with translated_errors():
                self._client.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": [{"Key": key} for key in batch], "Quiet": True}
                )

    def upload_address(self, key: str, content_type: str, valid: timedelta) -> UploadAddress:
        """Return where a caller may send one file to."""
        url = self._client.generate_presigned_url(
            "put_object",
            Params={"Bucket": self._bucket, "Key": key, "ContentType": content_type},
            ExpiresIn=int(valid.total_seconds()),
        )
        return UploadAddress(url, "PUT", {"Content-Type": content_type})

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:
        """Return an address at which a caller may fetch a file."""
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": f'attachment; filename="{filename}"',
            },
            ExpiresIn=int(valid.total_seconds()),
        )

    def _send_part(self, key: str, upload_id: str, number: int, data: bytes) -> str:
        return multipart.send_part(self._client, self._bucket, key, upload_id, number, data)
