"""The code that a card on a phone shows: another one every minute, so that a picture of it is of no use.

``M``, the member's id in 26 letters, and 13 letters that prove the minute: 64 bits of an HMAC under a
key that follows from the card and the house's own secret. A phone that holds the key makes codes
without a network; a new card makes the old key worthless.
"""

import hashlib
import hmac
import re
from datetime import datetime
from uuid import UUID

from tessera.kernel.ids import ALPHABET

SECONDS = 60

_ID_LETTERS, _PROOF_LETTERS = 26, 13
_SHOWN = re.compile(rf"M([{ALPHABET}]{{{_ID_LETTERS}}})([{ALPHABET}]{{{_PROOF_LETTERS}}})")


def shown_key(card_code: str, *, secret: str, turn: int = 0) -> str:
    """The key of one card, in hexadecimal digits; ``secret`` is the house's own. Another ``turn``
    is another key: what a lost phone knows is worth nothing then."""
    text = f"shown:{card_code}:{turn}"
    return hmac.digest(secret.encode(), text.encode(), hashlib.sha256).hex()


def shown_name(member_id: UUID) -> str:
    """How each of the member's codes begins."""
    return "M" + _letters(member_id.int, _ID_LETTERS)


def shown_code(member_id: UUID, *, key: str, at: datetime) -> str:
    """The code of the minute in which ``at`` lies."""
    return shown_name(member_id) + _proof(key, _minute(at))


def read_shown(text: str) -> UUID | None:
    """Whose code it says it is; None for what is no such code."""
    found = _SHOWN.fullmatch(text)
    if found is None or (number := _number(found[1])) >= 1 << 128:
        return None
    return UUID(int=number)


def is_current(text: str, *, key: str, at: datetime) -> bool:
    """Whether the code is right, and of this minute, the last or the next: clocks differ."""
    return minute_of(text, key=key, at=at) is not None


def minute_of(text: str, *, key: str, at: datetime) -> int | None:
    """The minute that the code is of, if it is this one, the last or the next; else None."""
    given, minute = text[-_PROOF_LETTERS:], _minute(at)
    for near in (minute, minute - 1, minute + 1):
        if hmac.compare_digest(given, _proof(key, near)):
            return near
    return None


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS


def _proof(key: str, minute: int) -> str:
    digest = hmac.digest(bytes.fromhex(key), str(minute).encode(), hashlib.sha256)
    return _letters(int.from_bytes(digest[:8], "big"), _PROOF_LETTERS)


def _letters(number: int, count: int) -> str:
    text = ""
    for _ in range(count):
        number, rest = divmod(number, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number
