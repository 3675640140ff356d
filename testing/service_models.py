"""botocore's descriptions of the services, parsed once a process instead of once a session.

Every test has an AWS account, sessions and clients of its own, and a session forgets what the one before has parsed.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from botocore.loaders import JSONFileLoader, Loader

_load_file = JSONFileLoader.load_file
_list_services = Loader.list_available_services


@cache
def _parsed(path: str) -> Any:
    return _load_file(JSONFileLoader(), path)


@cache
def _services(kind: str, folders: tuple[str, ...]) -> list[str]:
    loader = Loader(include_default_search_paths=False)
    loader.search_paths.extend(folders)
    return _list_services(loader, kind)


def parse_once() -> None:
    """Keep for all sessions of this process what one of them has parsed."""
    JSONFileLoader.load_file = lambda _loader, file_path: _parsed(file_path)
    Loader.list_available_services = lambda loader, type_name: _services(type_name, tuple(loader.search_paths))
