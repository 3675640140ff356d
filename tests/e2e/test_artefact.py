"""What was built and deployed, by AWS's limits on its size."""

from __future__ import annotations

import json
from pathlib import Path

MOST_UNPACKED_BYTES = 250 * 1024 * 1024
MOST_VARIABLES_BYTES = 4 * 1024
#: The longest that a stack may be called here, where names and ARNs of its resources hold its name.
LONGEST_STACK_NAME = 40


def unpacked(directory):
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def deployed(stack):
    pages = stack.aws("lambda").get_paginator("list_functions").paginate()
    return [each for page in pages for each in page["Functions"] if each["FunctionName"].startswith("stockcast-")]


def test_each_function_with_its_layer_fits_into_lambda(stack):
    build = Path(stack.environment["STOCKCAST_LOCAL_DIR"]) / "build"
    layer = unpacked(build / "DependenciesLayer")
    functions = {path.name: unpacked(path) for path in build.iterdir() if path.name.endswith("Function")}
    assert layer > 1_000_000
    assert len(functions) == len(deployed(stack))
    for name, size in functions.items():
        assert size + layer < MOST_UNPACKED_BYTES, f"{name}: {(size + layer) / 1e6:.0f} MB"


def test_each_functions_variables_as_deployed_fit_into_lambda(stack):
    """With a stack's name as long as it may be: every value may hold it once, an address or ARN twice."""
    for function in deployed(stack):
        variables = function["Environment"]["Variables"]
        longer = 2 * LONGEST_STACK_NAME * len(variables)
        assert len(json.dumps(variables)) + longer < MOST_VARIABLES_BYTES, function["FunctionName"]
