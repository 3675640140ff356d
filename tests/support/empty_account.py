"""An embedded AWS with nothing in it, apart from any stack of this machine: ``python -m tests.support.empty_account
start|stop``, with ``STOCKCAST_LOCAL_DIR`` naming its directory; ``start`` prints its port.
"""

from __future__ import annotations

import shutil
import sys

from local import aws, paths, processes, tools


def start() -> int:
    """Start it on a free port, with nothing of an earlier time."""
    aws.AWS.stop()
    shutil.rmtree(paths.DATA, ignore_errors=True)
    paths.STATE.mkdir(parents=True, exist_ok=True)
    tools.ministack_python()
    port = processes.free_port(4666)
    aws.start(port)
    processes.wait_for(port, aws.AWS)
    return port


if __name__ == "__main__":
    if sys.argv[1] == "start":
        sys.stdout.write(f"{start()}\n")
    else:
        aws.AWS.stop()
        shutil.rmtree(paths.DATA, ignore_errors=True)
