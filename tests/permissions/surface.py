"""Everything that answers, from the URL conf: pages by name, the API by address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

NOWHERE = {"/api/", "/api/v1/"}
"""Not addresses, but what stands behind all addresses: the API's own 404."""


@dataclass(frozen=True)
class Endpoint:
    """Something that answers; ``parameters`` are the names of what its address holds."""

    name: str
    address: str
    parameters: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        """Whether tokens are asked for, not sessions."""
        return self.address.startswith("/api/")

    def url(self, values: dict[str, object]) -> str:
        """The address with ``values`` in it."""
        return self.address.format(**values)


def endpoints() -> dict[str, Endpoint]:
    """Everything that answers, by name."""
    found = _leaves(get_resolver().url_patterns, "", "/")
    return {endpoint.name: endpoint for endpoint in found if endpoint.name not in NOWHERE}


def is_for_members(endpoint: Endpoint) -> bool:
    """Whether it belongs to the member's app, which has a table of its own."""
    return endpoint.name.startswith("member:")


def _leaves(
    patterns: Iterable[URLPattern | URLResolver], namespace: str, prefix: str
) -> Iterator[Endpoint]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _leaves(pattern.url_patterns, inner, route)
        else:
            address = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
            name = address if address.startswith("/api/") else f"{namespace}{pattern.name}"
            yield Endpoint(name, address, tuple(re.findall(r"{(\w+)}", address)))
