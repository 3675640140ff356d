"""A language model that speaks OpenAI's chat completions on 127.0.0.1, to stand behind MiniStack's Bedrock.

It reads the briefing in the user message as a model would, so that its honest answers hold and its lies are lies about
that briefing. ``behaviour`` says which model it plays.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

type Briefing = dict[str, Any]


class FakeModel:
    """What the server plays, and what it was asked."""

    def __init__(self) -> None:
        self.behaviour = "honest"
        self.requests: list[dict[str, Any]] = []
        self.url = ""

    def reply(self, request: dict[str, Any]) -> str:
        """Return the assistant's text."""
        self.requests.append(request)
        briefing: Briefing = json.loads(request["messages"][-1]["content"])
        match self.behaviour:
            case "slow":
                time.sleep(6)
                return json.dumps(honest(briefing))
            case "prose":
                return "I think sales will be fine!"
            case "cut off":
                return json.dumps(honest(briefing))[:80]
            case "lying":
                return json.dumps(lying(briefing))
            case "hostile":
                return json.dumps(hostile(briefing))
            case "honest":
                return json.dumps(honest(briefing))
        raise AssertionError(f"no such behaviour: {self.behaviour}")


def honest(briefing: Briefing) -> dict[str, Any]:
    """Return what a careful model says: it quotes the notes and cites numbers it was given."""
    level = briefing["facts"]["level"]
    answer: dict[str, Any] = {
        "summary": "Demand is steady, and the closed road will keep some customers away.",
        "drivers": [{"text": "The level is steady.", "evidence": [{"name": "level", "value": level}]}],
        "adjustments": [],
        "warnings": [],
    }
    for source in briefing["sources"]:
        if source["source_id"] == "notes":
            answer["adjustments"].append(adjustment(briefing, quote=source["text"][:30]))
    return answer


def adjustment(briefing: Briefing, **changes: Any) -> dict[str, Any]:
    """Return an adjustment of the whole forecast that holds, with changes."""
    return {
        "start": briefing["first"],
        "end": briefing["last"],
        "factor_low": 0.6,
        "factor": 0.7,
        "factor_high": 0.8,
        "direction": "down",
        "reason": "The road in front of the shop is closed.",
        "source_id": "notes",
        "quote": "",
        "confidence": "high",
    } | changes


def lying(briefing: Briefing) -> dict[str, Any]:
    """Return numbers that nobody gave it and quotes that nobody wrote."""
    return {
        "summary": "Sales will reach 123456 units.",
        "drivers": [{"text": "It rains.", "evidence": [{"name": "level", "value": 98765.4}]}],
        "adjustments": [adjustment(briefing, quote="the circus is in town")],
        "warnings": ["Competitor prices fell by 43 %."],
    }


def hostile(briefing: Briefing) -> dict[str, Any]:
    """Return what a model says that fell for a note's instructions."""
    note = next(source["text"] for source in briefing["sources"] if source["source_id"] == "notes")
    most = {"factor_low": 99.0, "factor": 100.0, "factor_high": 100.0, "direction": "up"}
    return {
        "summary": "<script>alert(1)</script> order at http://evil.example",
        "drivers": [],
        "adjustments": [adjustment(briefing, quote=note[:30], **most)],
        "warnings": ["=HYPERLINK('http://evil.example')"],
    }


@contextmanager
def serving() -> Iterator[FakeModel]:
    """Serve a fake model on a free port."""
    model = FakeModel()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            message = {"role": "assistant", "content": model.reply(request)}
            usage = {"prompt_tokens": 321, "completion_tokens": 54}
            body = json.dumps({"choices": [{"message": message}], "usage": usage}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
