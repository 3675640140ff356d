"""What a running stack looks like from outside: addresses, keys and names, as written to ``.local/stack.json``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from local.paths import STACK_FILE
from local.report import LocalError


@dataclass(frozen=True)
class Stack:
    """A deployed stack on this machine."""

    api_url: str
    api_key: str
    bulk_api_key: str
    web_url: str
    aws_endpoint_url: str
    stack_name: str
    outputs: dict[str, str] = field(default_factory=dict)

    def write(self) -> None:
        """Write it where people and tests look; it holds keys, so only its owner may read it."""
        STACK_FILE.touch(mode=0o600)
        STACK_FILE.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


def read() -> Stack:
    """Return the stack that ``make up`` or ``make run`` wrote."""
    if not STACK_FILE.exists():
        raise LocalError("no stack here yet: `make up` starts one.")
    return Stack(**json.loads(STACK_FILE.read_text(encoding="utf-8")))


def outputs_of(cloudformation: Any, name: str) -> dict[str, str]:
    """Return a deployed stack's outputs; ``cloudformation`` is a client."""
    described = cloudformation.describe_stacks(StackName=name)["Stacks"][0].get("Outputs", [])
    return {output["OutputKey"]: output["OutputValue"] for output in described}
