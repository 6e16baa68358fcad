"""A passkey's device in memory: it makes keys and answers challenges as WebAuthn has it."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

_FLAG = AuthenticatorData.FLAG


class Authenticator:
    """One passkey. ``counts``: whether the device counts its signatures; synced ones do not."""

    def __init__(self, host: str, *, counts: bool = False) -> None:
        self._host, self._counts, self._count = host, counts, 0
        self._id = uuid4().bytes
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What the browser sends after ``navigator.credentials.create``."""
        point = self._key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        public = ES256({1: 2, 3: ES256.ALGORITHM, -1: 1, -2: x, -3: y})
        made = AttestedCredentialData.create(Aaguid(bytes(16)), self._id, public)
        data = AuthenticatorData.create(
            self._host_digest, _FLAG.UP | _FLAG.UV | _FLAG.AT, self._count, made
        )
        answer = {
            "clientDataJSON": self._told("webauthn.create", options),
            "attestationObject": AttestationObject.create("none", data, {}),
        }
        return self._sent(answer)

    def answer(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What the browser sends after ``navigator.credentials.get``."""
        self._count += self._counts
        data = AuthenticatorData.create(self._host_digest, _FLAG.UP | _FLAG.UV, self._count)
        told = self._told("webauthn.get", options)
        signed = bytes(data) + hashlib.sha256(told).digest()
        signature = self._key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._sent(
            {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        )

    @property
    def _host_digest(self) -> bytes:
        return hashlib.sha256(self._host.encode()).digest()

    def _told(self, kind: str, options: Mapping[str, Any]) -> bytes:
        origin = f"https://{self._host}"
        return orjson.dumps({"type": kind, "challenge": options["challenge"], "origin": origin})

    def _sent(self, answer: Mapping[str, bytes]) -> dict[str, Any]:
        name = websafe_encode(self._id)
        encoded = {key: websafe_encode(bytes(value)) for key, value in answer.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": encoded}
