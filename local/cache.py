"""Lets callers of the API in AWS ask for a fresh answer with ``Cache-Control: max-age=0``.

API Gateway ignores that header unless its sender signs the request with an IAM identity that may invalidate the cache;
callers with an API key have none. A method's setting turns this off, but CloudFormation has no property for it
(``AWS::ApiGateway::Stage`` MethodSetting, 2026), so ``make deploy`` sets it after each deployment. What a caller can do
with it is bounded by the usage plan: every request counts, cached or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETTING = "caching/requireAuthorizationForCacheControl"


def let_callers_refresh(gateway: Any, api_id: str, stage_name: str) -> int:
    """Set it for every cached method of a stage where it is not yet set, and return for how many that was."""
    stage = gateway.get_stage(restApiId=api_id, stageName=stage_name)
    changes = patches(stage.get("methodSettings", {}))
    if changes:
        gateway.update_stage(restApiId=api_id, stageName=stage_name, patchOperations=changes)
    return len(changes)


def patches(settings: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the changes to a stage; ``settings`` are its methods', by ``~1path~1{parameter}/METHOD``."""
    return [
        {"op": "replace", "path": f"/{method}/{_SETTING}", "value": "false"}
        for method, setting in sorted(settings.items())
        if setting.get("cachingEnabled") and setting.get("requireAuthorizationForCacheControl", True)
    ]
