"""Traffic back to the functions' previous code (``make rollback``).

The alias ``live`` of each function names the version that callers reach; each deployment publishes a version and keeps
the ones before. Rolling back points every alias at the version before the one it names: no build, no CloudFormation;
tables, files and the API's own description stay as they are. The next deployment points the aliases at new versions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from local.report import LocalError, say

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIAS = "live"
_TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Step:
    """A function's alias, the version it names and the one before."""

    function: str
    current: int
    previous: int


def steps_back(functions: list[str], client: Any) -> list[Step]:
    """Return what rolling back would do to each function.

    Raises
    ------
    LocalError
        When the alias of one is being moved by a deployment, or has no version before: all go back, or none.
    """
    found = [_step_back(name, client) for name in functions]
    lacking = [name for name, step in zip(functions, found, strict=True) if step is None]
    if lacking:
        raise LocalError(
            f"there is no version before the present one of {', '.join(lacking)}: deploy the release you want instead "
            "(git switch --detach TAG && make deploy)."
        )
    return [step for step in found if step]


def _step_back(function: str, client: Any) -> Step | None:
    alias = client.get_alias(FunctionName=function, Name=ALIAS)
    if alias.get("RoutingConfig", {}).get("AdditionalVersionWeights"):
        raise LocalError(
            f"{function} is being deployed: a part of its traffic is on the new code. Stop that deployment in "
            "CodeDeploy, which takes the traffic back by itself."
        )
    current = int(alias["FunctionVersion"])
    earlier = [version for version in _versions(function, client) if version < current]
    return Step(function, current, max(earlier)) if earlier else None


def _versions(function: str, client: Any) -> Iterator[int]:
    for page in client.get_paginator("list_versions_by_function").paginate(FunctionName=function):
        for version in page["Versions"]:
            if version["Version"] != "$LATEST":
                yield int(version["Version"])


def functions_of(stack_name: str, cloudformation: Any) -> list[str]:
    """Return the names of a stack's functions that have the alias."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack_name)
    aliases = [
        item["PhysicalResourceId"]
        for page in pages
        for item in page["StackResourceSummaries"]
        if item["ResourceType"] == "AWS::Lambda::Alias"
    ]
    # An alias's physical id is its ARN: …:function:NAME:ALIAS.
    return sorted(arn.split(":")[-2] for arn in aliases)


def roll_back(stack_name: str, cloudformation: Any, functions: Any) -> list[Step]:
    """Point each function's alias at the version before the one it names, and return what was done."""
    done = steps_back(functions_of(stack_name, cloudformation), functions)
    for step in done:
        functions.update_alias(FunctionName=step.function, Name=ALIAS, FunctionVersion=str(step.previous))
        say(f"  {step.function}  version {step.current} -> {step.previous}")
    return done
