"""Serves the built web app and, below ``/api``, the REST API, at one address: ``python -m local.front PORT
STACK_FILE DIST``.

What CloudFront does in AWS: files with security headers, every unknown path answered with the app's page. Besides,
it hands the app the API's address and key at ``/config.json``, which only this machine can read: it listens on
127.0.0.1, answers only to its own name (a page elsewhere cannot reach it under another), and sends no CORS headers.
"""

from __future__ import annotations

import http.client
import json
import mimetypes
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

API_PREFIX = "/api"
API_TIMEOUT_SECONDS = 60
LONGEST_BODY = 32 * 1024 * 1024
HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "proxy-authorization",
        "host",
        "date",
        "server",
    }
)
ASSETS = "/assets/"
IMMUTABLE = "public, max-age=31536000, immutable"


def security_headers(storage: str) -> dict[str, str]:
    """Return the headers of every file: the distribution's in template.yaml, with ``storage`` as where uploads may
    go.
    """
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
            f"manifest-src 'self'; worker-src 'self' blob:; connect-src 'self' {storage}; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


class Front(ThreadingHTTPServer):
    """The server; it reads the stack's file at each use, so that a new deployment needs no restart."""

    daemon_threads = True

    def __init__(self, port: int, stack_file: Path, dist: Path) -> None:
        self.stack_file, self.dist = stack_file, dist.resolve()
        self.names = {f"127.0.0.1:{port}", f"localhost:{port}"}
        super().__init__(("127.0.0.1", port), Handler)

    def stack(self) -> dict[str, Any]:
        """Return what ``make up`` wrote about the stack."""
        described: dict[str, Any] = json.loads(self.stack_file.read_text(encoding="utf-8"))
        return described


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Front
    protocol_version = "HTTP/1.1"
    server_version = "stockcast"
    sys_version = ""

    def answer(self) -> None:
        """Route: the API, the configuration, or a file."""
        path = urlsplit(self.path).path
        if self.headers.get("Host", "") not in self.server.names:
            self.refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif path == API_PREFIX or path.startswith(API_PREFIX + "/"):
            self.pass_on()
        elif self.command not in {"GET", "HEAD"}:
            self.refuse(HTTPStatus.METHOD_NOT_ALLOWED)
        elif self.headers["Host"].startswith("localhost"):
            self.send(
                HTTPStatus.TEMPORARY_REDIRECT,
                b"",
                {"Location": f"http://{self.headers['Host'].replace('localhost', '127.0.0.1')}{self.path}"},
            )
        elif path == "/config.json":
            self.config()
        else:
            self.file(unquote(path))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = answer  # noqa: N815  # http.server's names

    def config(self) -> None:
        """Hand the app the API's address and key."""
        stack = self.server.stack()
        body = json.dumps({"api_url": f"{stack['web_url']}{API_PREFIX}", "api_key": stack["api_key"]}).encode()
        self.send(HTTPStatus.OK, body, {"Content-Type": "application/json", "Cache-Control": "no-store"})

    def file(self, path: str) -> None:
        """Send a built file, or the app's page for one of its own routes."""
        found = self.find(path)
        if found is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        elif not found.is_file():
            text = {"Content-Type": "text/plain"}
            self.send(HTTPStatus.SERVICE_UNAVAILABLE, b"The web app is not built: make up builds it.\n", text)
        else:
            kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
            charset = "; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else ""
            cache = IMMUTABLE if path.startswith(ASSETS) else "no-cache"
            self.send(HTTPStatus.OK, found.read_bytes(), {"Content-Type": kind + charset, "Cache-Control": cache})

    def find(self, path: str) -> Path | None:
        """Return the file for a path: a built one, or the app's page; none for an asset that was not built."""
        wanted = (self.server.dist / path.lstrip("/")).resolve()
        if wanted.is_relative_to(self.server.dist) and wanted.is_file() and not wanted.name.startswith("."):
            return wanted
        return None if path.startswith(ASSETS) else self.server.dist / "index.html"

    def pass_on(self) -> None:
        """Pass the request to the REST API and its answer back."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST_BODY:
            self.close_connection = True
            self.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        body = self.rfile.read(length) if length else None
        api = urlsplit(self.server.stack()["api_url"])
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        connection = http.client.HTTPConnection(api.hostname or "127.0.0.1", api.port, timeout=API_TIMEOUT_SECONDS)
        try:
            connection.request(self.command, api.path + self.path[len(API_PREFIX) :], body, headers)
            response = connection.getresponse()
            content = response.read()
        except OSError:
            self.refuse(HTTPStatus.BAD_GATEWAY)
            return
        finally:
            connection.close()
        passed = {
            name: value for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP | {"content-length"}
        }
        self.send(HTTPStatus(response.status), content, passed)

    def refuse(self, status: HTTPStatus) -> None:
        """Answer with a problem."""
        body = json.dumps(
            {"type": "about:blank", "title": status.phrase, "status": int(status), "instance": urlsplit(self.path).path}
        ).encode()
        self.send(status, body, {"Content-Type": "application/problem+json", "Cache-Control": "no-store"})

    def send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        """Send an answer with the security headers."""
        storage = self.server.stack()["aws_endpoint_url"] if self.server.stack_file.exists() else ""
        self.send_response(status)
        for name, value in (security_headers(storage) | headers).items():
            self.send_header(name, value)
        if status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet: the API keeps its own access log."""


def main() -> None:
    """Serve until stopped."""
    port, stack_file, dist = sys.argv[1:]
    Front(int(port), Path(stack_file), Path(dist)).serve_forever()


if __name__ == "__main__":
    main()
