"""The embedded AWS: its settings, and clients for it."""

from __future__ import annotations

import os
import subprocess
import uuid
from typing import TYPE_CHECKING, Any

from local.paths import DATA, REGION, ROOT, STATE
from local.processes import Process
from local.tools import ministack_python

if TYPE_CHECKING:
    from pathlib import Path

    import boto3

AWS = Process("aws", "local.embedded")


def endpoint(port: int) -> str:
    """Return the embedded AWS's address."""
    return f"http://127.0.0.1:{port}"


def credentials(port: int) -> dict[str, str]:
    """Return the environment in which AWS tools and libraries talk to the embedded AWS, and to nothing else."""
    return {
        "AWS_ENDPOINT_URL": endpoint(port),
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def session(port: int) -> tuple[boto3.Session, dict[str, Any]]:
    """Return a session for the embedded AWS, and the arguments each of its clients takes."""
    import boto3  # only the deploying commands need it

    return boto3.Session("test", "test", region_name=REGION), {"endpoint_url": endpoint(port)}


def start(port: int) -> None:
    """Start the embedded AWS on a port of 127.0.0.1, with its state under the stack's directory."""
    (DATA / "s3").mkdir(parents=True, exist_ok=True)
    _discard(STATE / "tmp")  # the unpacked code of functions' processes that are gone
    settings = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": os.environ.get("STOCKCAST_BIND_HOST", "127.0.0.1"),
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(DATA / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(DATA / "s3"),
        "TMPDIR": str(_directory("tmp")),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LAMBDA_WARM_TTL_SECONDS": "1800",
        "LOG_LEVEL": os.environ.get("STOCKCAST_AWS_LOG_LEVEL", "WARNING"),
    }
    # The functions run with this environment too: nothing of the caller's belongs in it but what a process needs.
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
    proxy = os.environ.get("MINISTACK_BEDROCK_PROXY_URL")
    model = {"MINISTACK_BEDROCK_PROXY_URL": proxy} if proxy else {}
    path = {"PYTHONPATH": str(ROOT)}
    # local.embedded takes the path away again: functions inherit the environment, and not the project.
    AWS.start([str(ministack_python()), "-m", "local.embedded", str(AWS.pid_file)], path | inherited | settings | model)


def _discard(directory: Path) -> None:
    """Remove a directory of many files without waiting for it."""
    if directory.exists():
        aside = directory.rename(directory.with_name(f"{directory.name}-{uuid.uuid4().hex[:8]}"))
        subprocess.Popen(["rm", "-rf", str(aside)], start_new_session=True)


def _directory(name: str) -> str:
    path = STATE / name
    path.mkdir(parents=True, exist_ok=True)
    return str(path)
