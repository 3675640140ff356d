"""Going back to the code before, and asking whether a deployment answers."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import pytest
from botocore.stub import Stubber

from local import rollback, smoke
from local.report import LocalError


def client(name):
    return boto3.client(name, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


@pytest.fixture
def formation():
    made = client("cloudformation")
    with Stubber(made) as stub:
        arns = [
            f"arn:aws:lambda:us-east-1:123456789012:function:stockcast-{name}:live" for name in ("sales", "products")
        ]
        found = [(arn, "AWS::Lambda::Alias") for arn in arns] + [("stockcast-data", "AWS::S3::Bucket")]
        summaries = [
            {
                "LogicalResourceId": "X",
                "PhysicalResourceId": name,
                "ResourceType": kind,
                "LastUpdatedTimestamp": "2026-11-27T00:00:00Z",
                "ResourceStatus": "UPDATE_COMPLETE",
            }
            for name, kind in found
        ]
        stub.add_response("list_stack_resources", {"StackResourceSummaries": summaries}, {"StackName": "stockcast"})
        yield made


@pytest.fixture
def functions():
    made = client("lambda")
    with Stubber(made) as stub:
        yield made, stub


def has(stub, function, current, versions, **alias):
    stub.add_response("get_alias", {"FunctionVersion": current} | alias, {"FunctionName": function, "Name": "live"})
    if not alias:
        listed = {"Versions": [{"Version": version} for version in ("$LATEST", *versions)]}
        stub.add_response("list_versions_by_function", listed, {"FunctionName": function})


def test_every_function_goes_back_one_version(formation, functions):
    made, stub = functions
    has(stub, "stockcast-products", "12", ["9", "10", "12"])
    has(stub, "stockcast-sales", "7", ["6", "7", "8"])
    for name, version in (("stockcast-products", "10"), ("stockcast-sales", "6")):
        stub.add_response("update_alias", {}, {"FunctionName": name, "Name": "live", "FunctionVersion": version})
    done = rollback.roll_back("stockcast", formation, made)
    assert [(step.function, step.previous) for step in done] == [("stockcast-products", 10), ("stockcast-sales", 6)]
    stub.assert_no_pending_responses()


@pytest.mark.parametrize("lacks", ["a version before", "all of its traffic"])
def test_all_go_back_or_none(formation, functions, lacks):
    made, stub = functions
    has(stub, "stockcast-products", "12", ["10", "12"])
    if lacks == "a version before":
        has(stub, "stockcast-sales", "1", ["1"])
    else:
        has(stub, "stockcast-sales", "7", [], RoutingConfig={"AdditionalVersionWeights": {"8": 0.1}})
    with pytest.raises(LocalError, match="stockcast-sales"):
        rollback.roll_back("stockcast", formation, made)
    # An alias that were moved would have asked the stub for an answer that it does not have.
    stub.assert_no_pending_responses()


ANSWERS = {path.partition("?")[0]: (status, b'{"title": "said"}') for path, status in smoke.PATHS.items()}


@pytest.fixture
def api():
    answers = dict(ANSWERS)
    asked = []

    class Api(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["x-api-key"], self.headers["cache-control"]))
            status, body = answers[self.path.removeprefix("/dev").partition("?")[0]]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/dev", answers, asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_deployment_that_answers_passes_and_the_cache_is_not_asked(api):
    url, _, asked = api
    smoke.check(url, "the-key")
    assert [path for path, *_ in asked] == [f"/dev{path}" for path in smoke.PATHS]
    assert {(key, cache) for _, key, cache in asked} == {("the-key", "max-age=0")}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((502, json.dumps({"message": "Internal server error"}).encode()), "502 where"),
        ((200, b"<html>"), "no JSON"),
        ((403, b'{"message": "Forbidden"}'), "Forbidden"),
    ],
)
@pytest.mark.parametrize("path", ANSWERS)
def test_any_path_that_does_not_answer_fails_and_is_named(api, path, answer, said):
    url, answers, _ = api
    answers[path] = answer
    with pytest.raises(LocalError, match=said) as failed:
        smoke.check(url, "the-key")
    assert path in str(failed.value)
    assert "make rollback" in str(failed.value)


def test_an_address_where_nobody_answers_fails():
    with pytest.raises(LocalError, match="/health"):
        smoke.check("http://127.0.0.1:9", "the-key")
