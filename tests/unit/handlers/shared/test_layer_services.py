"""The layer keeps the descriptions of the AWS services that functions call: without one there is no client."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[4]
#: What botocore itself needs beside them: the credentials of a role.
ITSELF = {"sts"}


def test_the_layer_describes_every_service_that_a_function_calls_and_no_other():
    clients = (ROOT / "src" / "handlers" / "shared" / "clients.py").read_text(encoding="utf-8")
    called = set(re.findall(r'_client\(\s*"([a-z0-9-]+)"', clients))
    trim = ast.parse((ROOT / "layers" / "dependencies" / "trim.py").read_text(encoding="utf-8"))
    kept = next(
        {each.value for each in node.elts}
        for node in ast.walk(trim)
        if isinstance(node, ast.Set) and any(getattr(each, "value", None) == "dynamodb" for each in node.elts)
    )
    assert kept == called | ITSELF
