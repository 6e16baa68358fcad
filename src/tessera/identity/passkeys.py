"""Passkeys as WebAuthn has them; the proofs are checked by Yubico's library.

The challenge travels signed in a cookie that only the server reads, for three minutes. Finger and face
stay on the member's device (domain handbook, section 2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.core import signing
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

SECONDS = 180
_SALT = "tessera.identity.passkey"
_NO_MAKER = Aaguid(bytes(16))


@dataclass(frozen=True, slots=True)
class Site:
    """The house as a passkey knows it: its host, and what people call it."""

    host: str
    name: str


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a passkey. ``credential`` is in base64 as addresses have it."""

    credential: str
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser is asked, and the signed ``state`` that must come back with its answer."""

    options: Mapping[str, Any]
    state: str


def begin_adding(site: Site, *, member_id: UUID, name: str, known: Sequence[Key]) -> Begun:
    """Ask a device for a new passkey that says by itself whose it is."""
    options, state = _server(site).register_begin(
        PublicKeyCredentialUserEntity(id=member_id.bytes, name=name, display_name=name),
        [_data(key) for key in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _begun(options.public_key, state)


def added(site: Site, *, state: str, answer: Mapping[str, Any]) -> Key | None:
    """The passkey that the device made; None where its answer proves nothing."""
    try:
        data: AuthenticatorData = _server(site).register_complete(_opened(state), answer)
    except (ValueError, KeyError, TypeError):
        return None
    made = data.credential_data
    if made is None:
        return None
    return Key(websafe_encode(made.credential_id), cbor.encode(made.public_key), data.counter)


def begin_entering(site: Site) -> Begun:
    """Ask a device for any passkey that it has for this house."""
    options, state = _server(site).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return _begun(options.public_key, state)


def named(answer: Mapping[str, Any]) -> str:
    """Which passkey an answer says it comes from; empty where it says none."""
    name = answer.get("id")
    return name if isinstance(name, str) else ""


def proved(site: Site, *, state: str, answer: Mapping[str, Any], key: Key) -> int | None:
    """The passkey's counter now, if the answer proves that it was used; else None.

    A counter that does not rise is a copy of the passkey; devices that do not count stay at 0.
    """
    try:
        _server(site).authenticate_complete(_opened(state), [_data(key)], answer)
        count = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, KeyError, TypeError):
        return None
    return count if count > key.sign_count or count == key.sign_count == 0 else None


def _server(site: Site) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=site.host, name=site.name))


def _data(key: Key) -> AttestedCredentialData:
    public = CoseKey.parse(cast("Mapping[int, Any]", cbor.decode(bytes(key.public_key))))
    return AttestedCredentialData.create(_NO_MAKER, websafe_decode(key.credential), public)


def _begun(options: Any, state: Any) -> Begun:
    return Begun(dict(options), signing.dumps(state, salt=_SALT))


def _opened(state: str) -> Any:
    """The state; ValueError for one that is old or not ours."""
    try:
        return signing.loads(state, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature as problem:
        raise ValueError("the challenge is not ours, or too old") from problem
