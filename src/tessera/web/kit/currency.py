"""The brand's currency for the page that is being made, looked up once."""

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar

from tessera.org import queries as org

_shown: ContextVar[str | None] = ContextVar("tessera_currency", default=None)


@contextlib.contextmanager
def looked_up_once(current: Mapping[str, str]) -> Iterator[None]:
    """Know the currency within, at the versions ``current`` that the page has read anyway."""
    brand = org.find_brand(current)
    token = _shown.set(brand.currency if brand else None)
    try:
        yield
    finally:
        _shown.reset(token)


def code() -> str:
    """The currency in which amounts are shown. Raises NotFound ``org.brand_missing``."""
    return _shown.get() or org.get_brand().currency
