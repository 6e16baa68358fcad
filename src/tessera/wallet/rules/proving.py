"""Pure rules: what is asked before stored value is spent, and what a PIN may be."""

import re

PIN_ONLY, CODE_ONLY, EITHER = "pin", "code", "either"
WAYS = (PIN_ONLY, CODE_ONLY, EITHER)

_PIN = re.compile(r"[0-9]{6}")
_EASY = frozenset({"123456", "654321", "012345", "543210", "112233", "121212", "123123"})


def is_asked(over_minor: int | None, amount_minor: int) -> bool:
    """Whether a payment needs a proof: never with None, else from the first unit above the mark."""
    return over_minor is not None and amount_minor > over_minor


def is_pin(text: str) -> bool:
    """Whether ``text`` may be a PIN: six digits that nobody would try first."""
    easy = text in _EASY or len(set(text)) == 1
    return _PIN.fullmatch(text) is not None and not easy


def looks_like_code(text: str) -> bool:
    """Whether it is meant to be a code of the app rather than a PIN."""
    return len(text) > 6
