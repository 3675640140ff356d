"""The notice groups what to look at and says how much was left out."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.sns.exceptions_notice import SnsExceptionsNotice
from domain.forecasting.models.job import ForecastJob, StockException


class Topic:
    """An SNS client that keeps what it is given."""

    def __init__(self) -> None:
        self.published: list[dict] = []

    def publish(self, **message) -> None:
        self.published.append(message)


def test_the_message_is_in_plain_words():
    topic = Topic()
    job = ForecastJob(
        job_id="job-1",
        status="completed",
        trigger="nightly",
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
        products=40,
    )
    exceptions = [
        StockException("SKU-2", "stale_data", "The last sales data is of 1 November 2026."),
        StockException("SKU-1", "stockout_within_lead_time", "15 in stock and on order, 60 expected to sell."),
    ]
    SnsExceptionsNotice(topic, "arn:topic").send(job, exceptions, 5)
    (sent,) = topic.published
    assert sent["TopicArn"] == "arn:topic"
    assert sent["Subject"] == "Stockcast: 5 products need a look"
    assert len(sent["Subject"]) <= 100
    text = sent["Message"]
    assert text.index("May run out") < text.index("SKU-1") < text.index("has stopped coming") < text.index("SKU-2")
    assert "less accurate" not in text
    assert "… and 3 more." in text
