"""The notice of exceptions, as an SNS message in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.shared.errors import UnavailableError
from domain.shared.words import counted, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_sns.client import SNSClient

    from domain.forecasting.models.job import ForecastJob, StockException

_HEADINGS: Final = {
    "stockout_within_lead_time": "May run out before new stock can arrive",
    "accuracy_lost": "Forecasts have become less accurate",
    "stale_data": "Sales data has stopped coming",
}


class SnsExceptionsNotice:
    """Implements :class:`domain.forecasting.ports.ExceptionsNotice`."""

    def __init__(self, client: SNSClient, topic_arn: str) -> None:
        self._client = client
        self._topic_arn = topic_arn

    def send(self, job: ForecastJob, exceptions: Sequence[StockException], total: int) -> None:
        """Send the first of ``total`` exceptions, grouped by kind."""
        from botocore.exceptions import BotoCoreError, ClientError  # on first use: keeps botocore out of imports

        try:
            self._client.publish(
                TopicArn=self._topic_arn,
                Subject=f"Stockcast: {counted(total, 'product needs', 'products need')} a look",
                Message=_message(job, exceptions, total),
                MessageAttributes={"kind": {"DataType": "String", "StringValue": "forecast-exceptions"}},
            )
        except (BotoCoreError, ClientError) as error:
            raise UnavailableError("The notice of exceptions cannot be sent at the moment.") from error


def _message(job: ForecastJob, exceptions: Sequence[StockException], total: int) -> str:
    lines = [f"After the {job.trigger} forecast run of {counted(job.products or 0, 'product')}:"]
    for kind, heading in _HEADINGS.items():
        mine = [exception for exception in exceptions if exception.kind == kind]
        if mine:
            lines += ["", heading, *(f"- {exception.product_id}: {exception.detail}" for exception in mine)]
    if total > len(exceptions):
        lines += ["", f"… and {number(total - len(exceptions))} more."]
    return "\n".join([*lines, "", f"Job {job.job_id}"])
