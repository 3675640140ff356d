"""Schemas of some of a model's members: what a merge patch, or an item of a batch, may say."""

from __future__ import annotations

from typing import Any

type Json = dict[str, Any]


def with_patches(node: Any, schemas: Json, mark: str) -> Any:
    """Return a request body whose references with the mark lead to components of their own, added to ``schemas``."""
    if isinstance(node, list):
        return [with_patches(each, schemas, mark) for each in node]
    if not isinstance(node, dict):
        return node
    if mark in node:
        return _reference(node["$ref"].rpartition("/")[2], schemas)
    return {name: with_patches(value, schemas, mark) for name, value in node.items()}


def _reference(model: str, schemas: Json) -> Json:
    name = f"{model}Patch"
    schemas[name] = {
        "title": name,
        "description": f"Some members of {model}.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _without_default(member) for key, member in schemas[model]["properties"].items()},
    }
    return {"$ref": f"#/components/schemas/{name}"}


def _without_default(member: Json) -> Json:
    return {key: value for key, value in member.items() if key != "default"}
