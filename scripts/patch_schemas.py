"""Schemas of some of a model's members: what a merge patch, or an item of a batch, may say."""

from __future__ import annotations

from typing import Any

type Json = dict[str, Any]

#: Marks a reference to a model of whose members any may be left out.
MARK = "x-some-members"


def with_patches(node: Any, schemas: Json) -> Any:
    """Return a request body whose marked references lead to components of their own, which are added to ``schemas``."""
    if isinstance(node, list):
        return [with_patches(each, schemas) for each in node]
    if not isinstance(node, dict):
        return node
    if MARK in node:
        return _reference(node["$ref"].rpartition("/")[2], schemas)
    return {name: with_patches(value, schemas) for name, value in node.items()}


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
