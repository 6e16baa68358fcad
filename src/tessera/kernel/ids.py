"""Identifiers: time-ordered UUIDs for rows, random codes for what people carry."""

import os
import secrets
import time
from functools import lru_cache
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters without 0/O, 1/I/L: fit to be read aloud and typed."""


def uuid7() -> UUID:
    """A version 7 UUID: 48 bits of milliseconds, 12 bits of the time within one, 62 random bits.

    So what one process makes in turn is in that order (RFC 9562, section 6.2, method 3).
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    random = int.from_bytes(os.urandom(8), "big")
    value = milliseconds << 80 | 0x7 << 76 | (rest << 12) // 1_000_000 << 64
    value |= 0b10 << 62 | random >> 2
    return UUID(int=value)


@lru_cache(maxsize=32_768)
def parse_uuid(text: str) -> UUID:
    """The UUID in ``text``; those of stores, SKUs and accounts come by again and again."""
    return UUID(text)


def secret_code(prefix: str, length: int = 14) -> str:
    """An unguessable code: ``prefix`` and ``length`` letters, 4.95 bits each (CASES 20).

    The default carries 69 bits. Raises ValueError below 64 bits.
    """
    if length < 13:
        raise ValueError("a code must carry at least 64 random bits")
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


def keyed_code(prefix: str, digest: bytes, length: int = 14) -> str:
    """The code that follows from a keyed ``digest`` of at least 32 bytes: ``prefix`` and ``length``
    letters, as unguessable as the key is secret."""
    number = int.from_bytes(digest)
    letters = []
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return prefix + "".join(letters)


def short_code(length: int = 8) -> str:
    """A code to be read and typed that is public, like a poster's: unique, but no secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
