"""What a PIN may be: six digits that nobody would try first."""

import re

_PIN = re.compile(r"[0-9]{6}")
_EASY = frozenset({"123456", "654321", "012345", "543210", "112233", "121212", "123123"})


def is_pin(text: str) -> bool:
    """Whether ``text`` may be a PIN."""
    easy = text in _EASY or len(set(text)) == 1
    return _PIN.fullmatch(text) is not None and not easy
