"""The README's first forecast and its first order are what its commands answer on the day after the file's last day.

Forecasts may have moved by a few hundredths since they were written down, and no further: this test then names what to
write down anew.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from testing.deployed import deployed, send, standing_clock

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
CHAI = (ROOT / "docs" / "examples" / "chai.csv").read_bytes()
MOVED = 0.05


@pytest.fixture(scope="module")
def answers():
    """What the README's commands answer, by what they are about."""
    with deployed(), standing_clock() as clock:
        clock.time = datetime(2026, 11, 22, 9, tzinfo=UTC)
        upload = send(
            "POST",
            "/sales-data/upload",
            headers={"Content-Type": "text/csv"},
            body=CHAI,
            query={"on_unknown_product": "create"},
        )
        forecast = send("POST", "/forecasts/generate", body={"product_id": "CHAI-01", "horizon_days": 14})
        (product,) = re.findall(r"-d '({\"name\": \"Loose chai\".+?})'", TEXT)
        send("PUT", "/products/CHAI-01", body=product, headers={"Content-Type": "application/json"})
        order = send("GET", "/reports/inventory-recommendations")
        yield {"upload": upload.json, "forecast": forecast.json, "order": order.json["items"][0]}


def block(beginning):
    """Return the indented lines of the README from one that begins so, as one line."""
    lines = TEXT.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"    {beginning}"))
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("    "))
    return re.sub(r"\s+", " ", " ".join(lines[start:end]))


def values(text):
    """Return what is told by name, in its order: numbers as numbers, texts as texts."""
    told = re.findall(r'"(\w+)": (?:"([^"]*)"|(-?[\d.]+))', text)
    return [(name, float(number) if number else word) for name, word, number in told]


def flat(answer):
    """Return every name with its value, in the answer's order."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            if isinstance(value, dict | list):
                yield from flat(value)
            else:
                yield name, value
    elif isinstance(answer, list):
        for each in answer:
            yield from flat(each)


def test_the_upload_answers_what_the_readme_says(answers):
    said = values(block('{"status": "completed"'))
    assert len(said) > 8
    assert [each for each in said if each not in list(flat(answers["upload"]))] == []


def test_the_forecast_is_the_readmes(answers):
    text = block('{"product_id": "CHAI-01", "engine"')
    forecast = answers["forecast"]
    first, total = forecast["forecast"][0], forecast["total"]
    wape = forecast["explanation"]["drivers"][-1]["evidence"][0]
    parts = (
        {name: forecast[name] for name in ("product_id", "engine", "demand_pattern", "model_accuracy")},
        {name: first[name] for name in ("forecast_date", "predicted_demand", "confidence_interval")},
        {name: total[name] for name in ("predicted_demand", "confidence_interval")},
        wape,
    )
    now = [each for part in parts for each in flat(part)]
    said = [each for each in values(text) if each[0] != "text"]
    assert [name for name, _ in said] == [name for name, _ in now]
    for (name, then), (_, value) in zip(said, now, strict=True):
        assert value == (then if isinstance(then, str) else pytest.approx(then, rel=MOVED)), (name, now)


def test_the_reasons_are_the_readmes_word_for_word_but_for_numbers(answers):
    assert said_alike(block('"reason"'), answers["order"]["reason"])
    driver = answers["forecast"]["explanation"]["drivers"][-1]["text"]
    assert said_alike(block('{"product_id": "CHAI-01", "engine"'), driver)


def said_alike(text, sentence):
    """Tell whether a sentence stands in a text, with numbers that have hardly moved."""
    pattern = re.sub(r"\d[\d,.]*\d|\d", r"(\\S+?)", re.escape(sentence).replace(r"\ ", " "))
    found = re.search(pattern, text)
    assert found, sentence
    numbers = re.findall(r"\d[\d,.]*\d|\d", sentence)
    return all(
        float(then) == pytest.approx(float(now), rel=0.1, abs=2)
        for then, now in zip(found.groups(), numbers, strict=True)
    )


def test_what_is_ordered_and_received_is_what_was_recommended():
    (quantity,) = re.findall(r"Order (\d+) now", TEXT)
    assert re.findall(r"QUANTITY=(\d+)", TEXT) == [quantity]
    assert """"quantity": '"$QUANTITY"'""" in TEXT
