"""Other services of the embedded AWS: queues, SAM, models, distributed maps and layers."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import types
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ministack.core import iam_actions, lambda_runtime  # type: ignore[import-not-found]
from ministack.services import eventbridge, sqs, stepfunctions  # type: ignore[import-not-found]
from ministack.services.cloudformation import changesets, engine, handlers, provisioners  # type: ignore[import-not-found]

QUEUE_PORT = "4566"


def keep_queue_addresses() -> None:
    """Name queues with one port, wherever this listens; clients send their requests to the endpoint they were given."""
    sqs.DEFAULT_PORT = QUEUE_PORT
    sqs._CANONICAL_NETLOC = f"{sqs.DEFAULT_HOST}:{QUEUE_PORT}"  # see the module's docstring


def expand_with_parameters() -> None:
    """Let SAM see the parameters that are given, as the defaults of the template it expands."""
    apply = engine._apply_transforms  # see the module's docstring

    def apply_with(template: dict[str, Any], given: Any = None, previous: Any = None) -> Any:
        values = engine._transform_parameters(template, given, previous)
        parameters = {
            name: definition | ({"Default": values[name]} if name in values else {})
            for name, definition in (template.get("Parameters") or {}).items()
        }
        return apply(template | {"Parameters": parameters}, given, previous)

    for module in (changesets, handlers):
        module._apply_transforms = apply_with


def authorise_models_as_aws_does() -> None:
    """Let a function that may invoke an inference profile converse through it."""
    action, resource = iam_actions.extract_iam_action, iam_actions.extract_resource_arn

    def invoked(service: str, *request: Any) -> str | None:
        found: str | None = action(service, *request)
        return "bedrock:InvokeModel" if service == "bedrock-runtime" and found == "bedrock:Converse" else found

    def profile(service: str, *request: Any) -> str:
        found: str = resource(service, *request)
        if service != "bedrock-runtime" or "foundation-model/" not in found:
            return found
        model, (region, account) = unquote(found.rpartition("foundation-model/")[2]), request[-2:]
        return f"arn:aws:bedrock:{region}:{account}:inference-profile/{model}"

    iam_actions.extract_iam_action = invoked
    iam_actions.extract_resource_arn = profile


def run_maps_as_wide_as_the_machine() -> None:
    """Let a distributed map work on no more batches at once than there are cores to work with."""
    run_map = stepfunctions._run_distributed_map  # see the module's docstring
    cores = os.cpu_count() or 1

    def run_narrow_map(state: dict[str, Any], *rest: Any) -> Any:
        allowed = int(state.get("MaxConcurrency") or cores)
        return run_map(state | {"MaxConcurrency": min(allowed, cores)}, *rest)

    stepfunctions._run_distributed_map = run_narrow_map


def make_archives() -> None:
    """Let a stack have archives of its buses, which the API knows and CloudFormation does not."""

    def create(_logical_id: str, properties: dict[str, Any], _stack_name: str) -> tuple[str, dict[str, Any]]:
        name = properties["ArchiveName"]
        pattern = properties.get("EventPattern")
        eventbridge._create_archive(
            properties
            | {"EventSourceArn": properties["SourceArn"], "EventPattern": json.dumps(pattern) if pattern else ""}
        )
        return name, {"Arn": eventbridge._archives[name]["ArchiveArn"], "ArchiveName": name}

    def update(physical_id: str, _old: Any, _new: Any, *_rest: Any) -> tuple[str, dict[str, Any]]:
        return physical_id, {"Arn": eventbridge._archives[physical_id]["ArchiveArn"], "ArchiveName": physical_id}

    def delete(physical_id: str, _properties: Any) -> None:
        eventbridge._delete_archive({"ArchiveName": physical_id})

    made = {"create": create, "update": update, "delete": delete}
    provisioners._RESOURCE_HANDLERS["AWS::Events::Archive"] = made  # see the module's docstring


class SharedLayers(zipfile.ZipFile):
    """A zip file that, when it is a layer's, is unpacked once and linked to from then on."""

    _lock = threading.Lock()

    def extractall(self, path: Any = None, members: Any = None, pwd: bytes | None = None) -> None:
        """Unpack a function's code; link to a layer's unpacked copy."""
        archive = Path(str(self.filename))
        if path is None or not archive.name.startswith("layer_"):
            super().extractall(path, members, pwd)
            return
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        shared = Path(tempfile.gettempdir()) / f"shared-layer-{digest[:32]}"
        with self._lock:
            if not shared.exists():
                unpacking = shared.with_suffix(".partial")
                super().extractall(unpacking, members, pwd)
                unpacking.rename(shared)
        Path(path).rmdir()
        Path(path).symlink_to(shared, target_is_directory=True)
        archive.unlink()


def share_layers() -> None:
    """Let all functions' processes use one unpacked copy of their layer."""
    replacement = types.SimpleNamespace(**{**vars(zipfile), "ZipFile": SharedLayers})
    lambda_runtime.zipfile = replacement
