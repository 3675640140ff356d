"""Callers with an API key may ask for a fresh answer: the setting that CloudFormation has no property for."""

from __future__ import annotations

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from local.cache import let_callers_refresh, patches

CACHED, PLAIN = "~1products~1{product_id}/GET", "*/*"


def test_every_cached_method_and_no_other_is_changed():
    settings = {
        CACHED: {"cachingEnabled": True, "requireAuthorizationForCacheControl": True},
        "~1products/GET": {"cachingEnabled": True},
        "~1reports~1policy-replay/GET": {"cachingEnabled": True, "requireAuthorizationForCacheControl": False},
        PLAIN: {"cachingEnabled": False, "requireAuthorizationForCacheControl": True},
    }
    assert patches(settings) == [
        {"op": "replace", "path": f"/{method}/caching/requireAuthorizationForCacheControl", "value": "false"}
        for method in ("~1products/GET", CACHED)
    ]


@pytest.fixture
def gateway():
    return boto3.client("apigateway", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


def test_the_call_is_one_that_the_service_takes(gateway):
    stage = {"methodSettings": {CACHED: {"cachingEnabled": True, "requireAuthorizationForCacheControl": True}}}
    wanted = [
        {
            "op": "replace",
            "path": "/~1products~1{product_id}/GET/caching/requireAuthorizationForCacheControl",
            "value": "false",
        }
    ]
    with Stubber(gateway) as stubber:
        stubber.add_response("get_stage", stage, {"restApiId": "api", "stageName": "prod"})
        stubber.add_response("update_stage", {}, {"restApiId": "api", "stageName": "prod", "patchOperations": wanted})
        assert let_callers_refresh(gateway, "api", "prod") == 1
        stubber.assert_no_pending_responses()


def test_a_stage_without_a_cache_is_left_alone(gateway):
    with Stubber(gateway) as stubber:
        stubber.add_response("get_stage", {"methodSettings": {PLAIN: {"cachingEnabled": False}}})
        assert let_callers_refresh(gateway, "api", "dev") == 0


@mock_aws
def test_a_second_deployment_finds_nothing_to_change(gateway):
    api = gateway.create_rest_api(name="shop")["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    resource = gateway.create_resource(restApiId=api, parentId=root, pathPart="products")["id"]
    gateway.put_method(restApiId=api, resourceId=resource, httpMethod="GET", authorizationType="NONE")
    gateway.put_integration(restApiId=api, resourceId=resource, httpMethod="GET", type="MOCK")
    gateway.create_deployment(restApiId=api, stageName="prod")
    turn_on = [{"op": "replace", "path": "/~1products/GET/caching/enabled", "value": "true"}]
    gateway.update_stage(restApiId=api, stageName="prod", patchOperations=turn_on)
    assert let_callers_refresh(gateway, api, "prod") == 1
    (setting,) = gateway.get_stage(restApiId=api, stageName="prod")["methodSettings"].values()
    assert setting["requireAuthorizationForCacheControl"] is False
    assert let_callers_refresh(gateway, api, "prod") == 0
