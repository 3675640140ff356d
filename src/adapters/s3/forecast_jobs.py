"""What forecast jobs keep in the bucket: ``jobs/<job_id>/order.json`` and ``jobs/<job_id>/batches.jsonl``.

A line of ``batches.jsonl`` is the worker function's input::

    {"job_id", "batch", "trigger", "product_ids": […],
     "options": {"horizon_days", "confidence_level", "engine", "events", "notes"}}
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.forecasting.errors import JobNotFoundError
from domain.forecasting.models.demand import KnownEvent
from domain.forecasting.models.job import JobBatch, JobOrder
from domain.forecasting.models.request import ForecastOptions, Selection
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mypy_boto3_s3.client import S3Client


class S3JobFiles:
    """Implements :class:`domain.forecasting.ports.JobFiles`."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self.bucket = bucket

    def put_order(self, order: JobOrder) -> None:
        """Keep what the job has to do."""
        selection = order.selection
        document = {
            "job_id": order.job_id,
            "trigger": order.trigger,
            "product_ids": selection.product_ids,
            "category": selection.category,
            "everything": selection.everything,
            "options": encode_options(order.options),
        }
        self._put(_order_key(order.job_id), json.dumps(document).encode())

    def get_order(self, job_id: str) -> JobOrder:
        """Return what the job has to do."""
        document = json.loads(self._get(_order_key(job_id), job_id))
        selection = Selection(
            product_ids=tuple(document["product_ids"]),
            category=document["category"],
            everything=document["everything"],
        )
        return JobOrder(document["job_id"], document["trigger"], selection, decode_options(document["options"]))

    def put_batches(self, job_id: str, batches: Iterable[JobBatch]) -> str:
        """Keep the batches, one JSON line each, and return their key."""
        lines = (json.dumps(encode_batch(batch), separators=(",", ":")) for batch in batches)
        key = _batches_key(job_id)
        self._put(key, "".join(f"{line}\n" for line in lines).encode())
        return key

    def get_batches(self, job_id: str) -> Iterator[JobBatch]:
        """Yield the batches again."""
        for line in self._get(_batches_key(job_id), job_id).splitlines():
            yield decode_batch(json.loads(line))

    def _put(self, key: str, body: bytes) -> None:
        with _translated_errors():
            self._client.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType="application/json")

    def _get(self, key: str, job_id: str) -> bytes:
        with _translated_errors():
            try:
                return self._client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
            except self._client.exceptions.NoSuchKey as error:
                raise JobNotFoundError(job_id) from error


def encode_batch(batch: JobBatch) -> dict[str, Any]:
    """Return the worker function's input for a batch."""
    return {
        "job_id": batch.job_id,
        "batch": batch.number,
        "trigger": batch.trigger,
        "product_ids": list(batch.product_ids),
        "options": encode_options(batch.options),
    }


def decode_batch(document: Mapping[str, Any]) -> JobBatch:
    """Return the batch that a worker's input describes."""
    return JobBatch(
        document["job_id"],
        int(document["batch"]),
        tuple(document["product_ids"]),
        decode_options(document["options"]),
        document["trigger"],
    )


def encode_options(options: ForecastOptions) -> dict[str, Any]:
    """Return options as JSON values."""
    return dict(vars(options)) | {
        "events": [
            dict(vars(event)) | {"start": event.start.isoformat(), "end": event.end.isoformat()}
            for event in options.events
        ]
    }


def decode_options(document: Mapping[str, Any]) -> ForecastOptions:
    """Return options from JSON values."""
    events = tuple(
        KnownEvent(**event | {"start": date.fromisoformat(event["start"]), "end": date.fromisoformat(event["end"])})
        for event in document.get("events", ())
    )
    return ForecastOptions(**dict(document) | {"events": events})


def _order_key(job_id: str) -> str:
    return f"jobs/{job_id}/order.json"


def _batches_key(job_id: str) -> str:
    return f"jobs/{job_id}/batches.jsonl"


@contextmanager
def _translated_errors() -> Iterator[None]:
    from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004  # botocore's own name

    try:
        yield
    except (ConnectionError, HTTPClientError) as error:
        raise UnavailableError("The file storage does not answer. Nothing is lost; try again shortly.") from error
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500 or error.response["Error"]["Code"] == "SlowDown":
            raise UnavailableError("The file storage is busy. Nothing is lost; try again shortly.") from error
        raise
