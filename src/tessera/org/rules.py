"""Pure rules of the organisation: what is a usable code, colour or zone, and who may give what."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import timedelta
from functools import cache
from zoneinfo import available_timezones

from babel.numbers import is_currency

from tessera.kernel.texts import one_line
from tessera.org import errors

OWNER = "owner"
CASHIER = "cashier"

TOKEN_LIFE = timedelta(hours=16)
"""How long a till stays signed in: a long day, but never until the next evening."""

_CODE = re.compile(r"[A-Z0-9-]{1,12}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_USERNAME = re.compile(r"\S{1,60}")


def text(value: str, *, field: str, limit: int) -> str:
    """``value`` with its spaces trimmed. Raises Invalid ``org.field_required``, ``org.field_too_long``."""
    trimmed = optional_text(value, field=field, limit=limit)
    if not trimmed:
        raise errors.field_required(field=field)
    return trimmed


def optional_text(value: str, *, field: str, limit: int) -> str:
    """Like ``text``, where nothing is an answer too."""
    trimmed = one_line(value)
    if len(trimmed) > limit:
        raise errors.field_too_long(field=field, limit=limit)
    return trimmed


def code(value: str) -> str:
    """A code as it is printed: capitals. Raises Invalid ``org.code_invalid``."""
    capitals = value.strip().upper()
    if not _CODE.fullmatch(capitals):
        raise errors.code_invalid(code=value)
    return capitals


def username(value: str) -> str:
    """A sign-in name without spaces. Raises Invalid ``org.username_invalid``."""
    trimmed = one_line(value)
    if not _USERNAME.fullmatch(trimmed):
        raise errors.username_invalid()
    return trimmed


def colour(value: str) -> str:
    """A colour as #rrggbb. Raises Invalid ``org.colour_invalid``."""
    small = value.strip().lower()
    if not _COLOUR.fullmatch(small):
        raise errors.colour_invalid(colour=value)
    return small


def currency(value: str) -> str:
    """An ISO 4217 code. Raises Invalid ``org.currency_unknown``."""
    capitals = value.strip().upper()
    if not is_currency(capitals):
        raise errors.currency_unknown(currency=value)
    return capitals


def zone(value: str) -> str:
    """The name of a time zone. Raises Invalid ``org.zone_unknown``."""
    if value not in _zones():
        raise errors.zone_unknown(zone=value)
    return value


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def cutover_hour(value: int) -> int:
    """The local hour at which a business day begins. Raises Invalid ``org.cutover_invalid``."""
    if not 0 <= value < 24:
        raise errors.cutover_invalid()
    return value


def new_token() -> str:
    """A bearer token: 256 random bits, so that a plain digest of it is safe to keep."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_permissions(held: AbstractSet[str], *, scopes: Iterable[str]) -> frozenset[str]:
    """What a token allows: all that is ``held``, or of it what ``scopes`` name."""
    narrowed = frozenset(scopes)
    return frozenset(held) & narrowed if narrowed else frozenset(held)


def sign_in_attempts(*, username: str, address: str) -> dict[str, int]:
    """Under which names failed sign-ins are counted, the person's and the place's, and how many are allowed.

    A whole shop may sit behind one address, so a place is allowed more.
    """
    return {f"sign-in:{username.casefold()}": 8, f"sign-in-from:{address}": 60}
