"""Making reports and exports in the background, by an asynchronous call of the report worker function."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_lambda.client import LambdaClient


class LambdaReportWorker:
    """Implements :class:`domain.reporting.ports.ReportWorker`, also for exports.

    Lambda itself tries what failed again, and keeps what fails for good in a queue.

    Parameters
    ----------
    client
        A Lambda client.
    function
        Name or ARN of the worker function.
    correlation_id
        Tells what the request at hand is called in logs.
    member
        Member of the call that has the id: what kind of file is made.
    """

    def __init__(
        self,
        client: LambdaClient,
        function: str,
        correlation_id: Callable[[], str | None] = lambda: None,
        member: str = "report_id",
    ) -> None:
        self._client = client
        self._function = function
        self._correlation_id = correlation_id
        self._member = member

    def start(self, report_id: str) -> None:
        """Begin making a report, or an export, which the repository already holds."""
        from botocore.exceptions import BotoCoreError, ClientError  # on first use: keeps botocore out of imports

        payload = json.dumps({self._member: report_id, "correlation_id": self._correlation_id()}).encode()
        try:
            self._client.invoke(FunctionName=self._function, InvocationType="Event", Payload=payload)
        except (BotoCoreError, ClientError) as error:
            raise UnavailableError("The file cannot be made at the moment. Try again shortly.") from error
