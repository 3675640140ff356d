"""The template as written, and as SAM expands it: what AWS would really create."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from local import tools
from testing.template import load_template

ROOT = Path(__file__).parents[2]

type Resource = dict[str, Any]


class Expanded:
    """The expanded template with the questions that the tests ask of it."""

    def __init__(self, template: dict[str, Any]) -> None:
        self.resources: dict[str, Resource] = template["Resources"]

    def of_type(self, kind: str) -> dict[str, Resource]:
        """Return the resources of a type by logical name."""
        return {name: item for name, item in self.resources.items() if item["Type"] == kind}

    @property
    def functions(self) -> dict[str, dict[str, Any]]:
        """Return the functions' properties by logical name."""
        return {name: item["Properties"] for name, item in self.of_type("AWS::Lambda::Function").items()}

    @property
    def operations(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Return the API's operations by path and method, without the preflights."""
        paths = self.resources["Api"]["Properties"]["Body"]["paths"]
        return {
            (path, method): item
            for path, methods in paths.items()
            for method, item in methods.items()
            if method != "options"
        }

    def statements(self, function: str) -> list[dict[str, Any]]:
        """Return a function's own policy statements."""
        role = self.resources[f"{function}Role"]["Properties"]
        return [statement for policy in role["Policies"] for statement in policy["PolicyDocument"]["Statement"]]


@pytest.fixture(scope="session")
def written() -> dict[str, Any]:
    """The template as written."""
    return load_template(ROOT / "template.yaml")


def expand(**parameters: str) -> Expanded:
    """Return the template as expanded by SAM's own translator for some parameters."""
    python = tools.sam().parent / "python"
    command = [str(python), str(ROOT / "local" / "expand.py"), str(ROOT / "template.yaml"), json.dumps(parameters)]
    environment = {"AWS_DEFAULT_REGION": "us-east-1", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return Expanded(json.loads(done.stdout))


@pytest.fixture(scope="session")
def expanded() -> Expanded:
    """The template as it is expanded without parameters."""
    return expand()


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    """The committed OpenAPI description."""
    loaded: dict[str, Any] = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    return loaded
