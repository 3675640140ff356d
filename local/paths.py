"""Where things are on this machine, and the versions of the tools that are installed beside the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What belongs to one stack; several can run side by side with one directory each.
STATE = (ROOT / os.environ.get("STOCKCAST_LOCAL_DIR", ".local")).resolve()
# What all of them share.
TOOLS = ROOT / ".local" / "tools"

STACK_FILE = STATE / "stack.json"
PORTS_FILE = STATE / "ports.json"
DEPLOYED_FILE = STATE / "deployed.json"
BUILD = STATE / "build"
LOGS = STATE / "logs"
DATA = STATE / "data"

WEB = ROOT / "web"
DIST = WEB / "dist"

STACK_NAME = "stockcast-local"
STAGE = "local"
REGION = "us-east-1"

# MiniStack is reached into (local/embedded), so it is pinned exactly.
MINISTACK = "ministack[full]==1.5.33"
SAM = "aws-sam-cli==1.170.0"
