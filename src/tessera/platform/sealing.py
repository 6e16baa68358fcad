"""Texts that the database must not tell: sealed under a key that follows from the house's secret.

AES-GCM with a random nonce; who takes the database without the secret reads nothing.
"""

import base64
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def seal(text: str, *, purpose: str) -> str:
    """``text`` sealed for ``purpose``, as ASCII; nothing stays nothing."""
    if not text:
        return ""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(purpose)).encrypt(nonce, text.encode(), purpose.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """What was sealed for ``purpose``. Raises ValueError for anything else."""
    if not sealed:
        return ""
    raw = base64.urlsafe_b64decode(sealed)
    try:
        text = AESGCM(_key(purpose)).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode())
    except InvalidTag:
        raise ValueError("sealed under another key or purpose") from None
    return text.decode()


def _key(purpose: str) -> bytes:
    return hashlib.blake2b(
        settings.SECRET_KEY.encode(), key=b"tessera.sealing", person=_short(purpose)
    ).digest()[:32]


def _short(purpose: str) -> bytes:
    return hashlib.sha256(purpose.encode()).digest()[:16]
