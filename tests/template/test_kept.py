"""What docs/architecture.md says is kept where: keys as in ``keys.py``, prefixes as in the template."""

from __future__ import annotations

import inspect
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.dynamodb import keys
from testing.template import load_template

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
SECTION = DOCUMENT.split("## What is kept where")[1].split("\n## ")[0]
ARGUMENTS = {
    "day": date(2026, 11, 27),
    "due": date(2026, 11, 27),
    "received_on": date(2026, 11, 27),
    "occurred_at": datetime(2026, 11, 27, tzinfo=UTC),
    "generated_at": datetime(2026, 11, 27, tzinfo=UTC),
    "number": 7,
}
KINDS = {
    name: function
    for name, function in inspect.getmembers(keys, inspect.isfunction)
    if inspect.signature(function).return_annotation == "Key"
}


def documented() -> list[re.Pattern[str]]:
    """Return the document's keys, ``PK / SK``, as patterns: ``<name>`` and ``…`` stand for anything."""
    pairs = re.findall(r"`([^`]+)` / `([^`]+)`", SECTION)
    return [re.compile(re.sub(r"<\w+>|…", ".+", re.sub(r"([#.])", r"\\\1", f"{pk} / {sk}"))) for pk, sk in pairs]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_item_stands_in_the_document(kind):
    function = KINDS[kind]
    key = function(*(ARGUMENTS.get(name, name.upper()) for name in inspect.signature(function).parameters))
    assert any(pattern.fullmatch(" / ".join(key)) for pattern in documented()), key


def test_every_key_of_the_document_is_one_of_a_kind_of_item():
    made = [
        " / ".join(function(*(ARGUMENTS.get(name, name.upper()) for name in inspect.signature(function).parameters)))
        for function in KINDS.values()
    ] + [" / ".join(keys.track_record("SOURCE", None))]
    for pattern in documented():
        assert any(pattern.fullmatch(key) for key in made), pattern.pattern
    assert len(KINDS) > 15


def test_every_prefix_of_the_bucket_has_its_lifecycle():
    told = set(re.findall(r"`([a-z/]+/)`", SECTION.split("One bucket")[1]))
    template = load_template(ROOT / "template.yaml")
    rules = template["Resources"]["DataBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert told == {rule["Prefix"] for rule in rules if "Prefix" in rule}
