"""Starts the state machine that works forecast jobs off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_stepfunctions.client import SFNClient


class StepFunctionsJobRunner:
    """Implements :class:`domain.forecasting.ports.JobRunner`.

    The execution's input is ``{"job_id": …, "trigger": "api", "correlation_id": …}`` and its name the job's id, so that
    it exists once.

    Parameters
    ----------
    client, state_machine_arn
        A Step Functions client, and what to start.
    correlation_id
        Tells what the request at hand is called in logs.
    """

    def __init__(
        self, client: SFNClient, state_machine_arn: str, correlation_id: Callable[[], str | None] = lambda: None
    ) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn
        self._correlation_id = correlation_id

    def start(self, job_id: str) -> None:
        """Start a job; one that was started already goes on."""
        from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004  # botocore's own name

        try:
            self._client.start_execution(
                stateMachineArn=self._state_machine_arn,
                name=job_id,
                input=json.dumps(
                    {"job_id": job_id, "trigger": "api", "correlation_id": self._correlation_id() or job_id}
                ),
            )
        except (ConnectionError, HTTPClientError) as error:
            raise UnavailableError("Jobs cannot be started right now. Try again shortly.") from error
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionAlreadyExists":
                return
            if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500 or "Throttl" in str(error):
                raise UnavailableError("Jobs cannot be started right now. Try again shortly.") from error
            raise
