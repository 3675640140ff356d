"""Files of forecast jobs in the bucket: ``jobs/<job_id>/order.json`` and ``jobs/<job_id>/batches.jsonl``.

A line of ``batches.jsonl`` is the worker function's input::

    {"job_id", "batch", "trigger", "product_ids": […],
     "options": {"horizon_days", "confidence_level", "engine", "events", "notes"}}
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.s3.errors import is_absent, translated_errors
from domain.forecasting.errors import JobNotFoundError
from domain.forecasting.models.job import JobBatch, JobOrder
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.models.request import ForecastOptions, Selection

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
        with translated_errors():
            self._client.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType="application/json")

    def _get(self, key: str, job_id: str) -> bytes:
        try:
            with translated_errors():
                return self._client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        except Exception as error:
            if is_absent(error):
                raise JobNotFoundError(job_id) from error
            raise


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
