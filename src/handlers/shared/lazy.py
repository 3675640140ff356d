"""Adapters built on first use, so that a request builds those that it uses and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dependency_injector import providers

if TYPE_CHECKING:
    from collections.abc import Callable


class LazyAdapter:
    """Lazy adapter, built when the first of its attributes is read.

    A service has every port that one of its calls needs, and most calls need few of them: an upload stores rejected
    rows only if there are any, and a forecast asks the language model only if there is something to ask.
    """

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build

    def __getattr__(self, name: str) -> Any:
        """Return the adapter's attribute."""
        return getattr(self._build(), name)


def adapter(build: Callable[..., Any], *arguments: Any) -> providers.Singleton[LazyAdapter]:
    """Return the provider of an adapter that is built once a process, on first use."""
    return providers.Singleton(LazyAdapter, providers.Singleton(build, *arguments).provider)
