"""Preflight of an AWS account: what it lacks for a deployment (``make preflight``, and first in ``make deploy``).

Each check asks one service and returns findings: what is missing, whether it stops the deployment, and what to do.
What a parameter of the template can settle (the account's logging role, the concurrency to warn at) is settled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from local.report import LocalError, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: Executions at once below which forecast jobs starve the API; new accounts may start at 10.
LEAST_CONCURRENCY = 100
#: Executions that Lambda keeps back for functions without a reservation.
KEPT_BACK = 100
#: The stack of the bucket that `sam deploy` puts code into.
BOOTSTRAP_STACK = "aws-sam-cli-managed-default"
REGION = "us-east-1"
#: States of a stack that no update leads out of.
STUCK = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED"}


@dataclass(frozen=True)
class Finding:
    """One thing to know before deploying, in a sentence, and what to do about it."""

    what: str
    do: str
    blocks: bool = False


@dataclass
class Account:
    """The account as seen through its clients, the stack to deploy and the template's parameters.

    Attributes
    ----------
    client
        Returns a boto3 client by the service's name.
    settled
        Parameters that checks have filled in, for the deployment to use.
    """

    client: Callable[[str], Any]
    region: str
    stack_name: str
    parameters: Mapping[str, str]
    settled: dict[str, str] = field(default_factory=dict)
    _stacks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def stack(self, name: str) -> dict[str, Any]:
        """Return what CloudFormation says of a stack, nothing when there is none; asked once."""
        from botocore.exceptions import ClientError  # only deploying needs it

        if name not in self._stacks:
            try:
                self._stacks[name] = self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
            except ClientError as error:
                if "does not exist" not in str(error):
                    raise
                self._stacks[name] = {}
        return self._stacks[name]


def look(account: Account) -> list[Finding]:
    """Return all findings; those that block come first."""
    return sorted((finding for check in CHECKS for finding in check(account)), key=lambda finding: not finding.blocks)


def report(findings: list[Finding]) -> None:
    """Print the findings.

    Raises
    ------
    LocalError
        When something blocks the deployment.
    """
    for finding in findings:
        say(f"  {'stop' if finding.blocks else 'note'}       {finding.what}\n             {finding.do}")
    blocking = sum(finding.blocks for finding in findings)
    if blocking:
        things = "1 thing" if blocking == 1 else f"{blocking} things"
        raise LocalError(f"{things} to do before this account can be deployed to; see above.")


def _region(account: Account) -> Iterator[Finding]:
    models = [account.parameters.get(name, "us.") for name in ("BedrockModelId", "BedrockFallbackModelId")]
    if (
        account.region != REGION
        and any(model.startswith("us.") for model in models)
        and not account.region.startswith("us-")
    ):
        yield Finding(
            f"The region is {account.region}; the model ids are inference profiles of the US.",
            "Deploy to us-east-1, or give BedrockModelId and BedrockFallbackModelId of that region (or empty ones).",
            blocks=True,
        )


def _stack(account: Account) -> Iterator[Finding]:
    status = account.stack(account.stack_name).get("StackStatus")
    if status in STUCK:
        yield Finding(
            f"The stack {account.stack_name} is {status}: CloudFormation cannot update it.",
            "Look at its events, then delete it (tables and buckets that hold data are kept) and deploy again.",
            blocks=True,
        )


def _bootstrap(account: Account) -> Iterator[Finding]:
    status = account.stack(BOOTSTRAP_STACK).get("StackStatus")
    if status is None:
        yield Finding(
            "There is no bucket for code yet.", f"Nothing to do: sam makes one, by the stack {BOOTSTRAP_STACK}."
        )
    elif status in STUCK:
        yield Finding(
            f"The stack of the bucket for code, {BOOTSTRAP_STACK}, is {status}.",
            "Delete that stack; sam makes it anew.",
            blocks=True,
        )


def _stack_parameter(account: Account, name: str) -> str | None:
    """Return the value that the deployed stack has for a parameter."""
    given = account.stack(account.stack_name).get("Parameters", [])
    return next((each["ParameterValue"] for each in given if each["ParameterKey"] == name), None)


def _logging_role(account: Account) -> Iterator[Finding]:
    given = account.parameters.get("ManageApiGatewayAccount")
    role = account.client("apigateway").get_account().get("cloudwatchRoleArn")
    if given == "true":
        return
    if role:
        if given is None and _stack_parameter(account, "ManageApiGatewayAccount") == "true":
            account.settled["ManageApiGatewayAccount"] = "true"  # this stack set the role, and goes on keeping it
        return
    if given == "false":
        yield Finding(
            "API Gateway has no role to write logs with in this account, and ManageApiGatewayAccount is false.",
            "Leave that parameter out, or set the role by other means: a stage with access logs fails without.",
            blocks=True,
        )
        return
    account.settled["ManageApiGatewayAccount"] = "true"
    yield Finding(
        "API Gateway has no role to write logs with in this account and region.",
        "Nothing to do: this stack sets it (ManageApiGatewayAccount=true) and leaves it behind when it is deleted.",
    )


def _concurrency(account: Account) -> Iterator[Finding]:
    limits = account.client("lambda").get_account_settings()["AccountLimit"]
    quota, free = int(limits["ConcurrentExecutions"]), int(limits["UnreservedConcurrentExecutions"])
    if "ConcurrencyWarning" not in account.parameters:
        account.settled["ConcurrencyWarning"] = str(max(1, quota * 4 // 5))
    reserved = int(account.parameters.get("WorkerConcurrency", "0"))
    if reserved and free - reserved < KEPT_BACK:
        yield Finding(
            f"WorkerConcurrency reserves {reserved} of {free} executions; Lambda keeps {KEPT_BACK} unreserved.",
            "Give a smaller WorkerConcurrency, or 0, or ask for a higher quota.",
            blocks=True,
        )
    if quota < LEAST_CONCURRENCY:
        yield Finding(
            f"The account may run {quota} executions at once; forecast jobs would starve the API.",
            "Ask for 1,000 in Service Quotas (Lambda, concurrent executions). It is free and takes a day or two.",
        )


def _models(account: Account) -> Iterator[Finding]:
    from botocore.exceptions import ClientError  # only deploying needs it

    for name in ("BedrockModelId", "BedrockFallbackModelId"):
        profile = account.parameters.get(name, DEFAULT_MODELS[name])
        if not profile:
            continue
        model = profile.partition(".")[2]
        try:
            found = account.client("bedrock").get_foundation_model_availability(modelId=model)
        except ClientError as error:
            yield Finding(f"{name} {profile}: {error.response['Error'].get('Message', error)}", _ASK_FOR_ACCESS)
            continue
        if found["authorizationStatus"] != "AUTHORIZED" or found["agreementAvailability"]["status"] != "AVAILABLE":
            yield Finding(f"The account has no access to the model {profile} ({name}).", _ASK_FOR_ACCESS)


#: The template's own defaults; a test keeps them in step.
DEFAULT_MODELS = {
    "BedrockModelId": "us.anthropic.claude-sonnet-4-6",
    "BedrockFallbackModelId": "us.anthropic.claude-haiku-4-5-20251001-v1:0",
}
_ASK_FOR_ACCESS = (
    "Ask for access in the Bedrock console. Until it is granted, forecasts are statistical and say so; an empty id "
    "stops asking."
)
CHECKS: tuple[Callable[[Account], Iterator[Finding]], ...] = (
    _region, _stack, _bootstrap, _logging_role, _concurrency, _models,
)  # fmt: skip
