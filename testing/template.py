"""Reads template.yaml as data, so that tests use the tables and settings that are really deployed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from mypy_boto3_dynamodb.client import DynamoDBClient

_IGNORED_BY_MOTO = (
    "SSESpecification",
    "PointInTimeRecoverySpecification",
    "DeletionProtectionEnabled",
    "Tags",
)


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms."""


def _intrinsic(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _intrinsic)


@cache
def load_template(path: Path) -> dict[str, Any]:
    """Return the template with short forms spelt out (``!Ref X`` is ``{"Ref": "X"}``)."""
    loaded: dict[str, Any] = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506  # a SafeLoader with intrinsics
    return loaded


def create_tables(path: Path, dynamodb: DynamoDBClient, *, streams: bool = False) -> dict[str, str]:
    """Create the template's DynamoDB tables and return the environment variables that name them.

    They have streams if ``streams`` says so: most tests have no use for them, and moto takes long over each record.
    """
    template = load_template(path)
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    environment = {}
    for variable, value in variables.items():
        logical_id = value.get("Ref") if isinstance(value, dict) else None
        resource = template["Resources"].get(logical_id, {})
        if resource.get("Type") != "AWS::DynamoDB::Table":
            continue
        properties = {key: item for key, item in resource["Properties"].items() if key not in _IGNORED_BY_MOTO}
        ttl = properties.pop("TimeToLiveSpecification", None)
        properties.pop("TableName", None)
        if specification := properties.pop("StreamSpecification", None):
            properties |= {"StreamSpecification": specification | {"StreamEnabled": True}} if streams else {}
        dynamodb.create_table(TableName=logical_id, **properties)
        if ttl:
            dynamodb.update_time_to_live(TableName=logical_id, TimeToLiveSpecification=ttl)
        environment[variable] = logical_id
    return environment
