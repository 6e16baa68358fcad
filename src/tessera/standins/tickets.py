"""Codes and tokens that say signed what they stand for, so that no process has to remember them;
and, as a code counts once, which were used.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def issue(secret: str, told: Mapping[str, object]) -> str:
    """A new ticket that tells ``told``; no two are alike."""
    text = json.dumps({**told, "nonce": secrets.token_hex(8)}).encode()
    return f"{_letters(text)}-{_mark(secret, text)}"


def read(secret: str, ticket: str) -> dict[str, Any]:
    """What a ticket tells; nothing where nobody here issued it."""
    letters, _, mark = ticket.rpartition("-")
    try:
        text = base64.b16decode(letters)
    except ValueError:
        return {}
    if not hmac.compare_digest(_mark(secret, text), mark):
        return {}
    told: dict[str, Any] = json.loads(text)
    return told


@dataclass
class Spent:
    """The tickets that were used: in a file, for every process, or else in memory."""

    path: Path | None = None
    _here: set[str] = field(default_factory=set)

    def take(self, ticket: str) -> bool:
        """Use a ticket; whether this was the first time."""
        if self.path is None:
            is_first = ticket not in self._here
            self._here.add(ticket)
            return is_first
        with closing(sqlite3.connect(self.path, timeout=20)) as file, file:
            file.execute("CREATE TABLE IF NOT EXISTS spent (ticket TEXT PRIMARY KEY)")
            added = file.execute("INSERT OR IGNORE INTO spent VALUES (?)", [ticket])
            return added.rowcount == 1


def _letters(text: bytes) -> str:
    return base64.b16encode(text).decode()


def _mark(secret: str, text: bytes) -> str:
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
