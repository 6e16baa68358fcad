"""Proving that a phone is one's own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.texts import one_line
from tessera.members import queries as members
from tessera.messaging import operations, permissions
from tessera.messaging.queries import codes
from tessera.platform import audit
from tessera.platform.usecases import usecase


@dataclass(frozen=True, slots=True)
class CodeSent:
    """Until when the code is valid, and in how many seconds one may ask for another."""

    expires_at: datetime
    seconds_between: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a code that was typed: a ``proof`` for ``queries.phone_of``, or a refusal."""

    proof: str = ""
    refusal: DomainError | None = None


@usecase(permission=permissions.PROVE_PHONE, audit="code.requested")
def request_code(
    *,
    actor: Actor,
    at: datetime,
    phone: str,
    purpose: str,
    address: str,
    device: str = "",
    solution: str | None = None,
    request_id: UUID | None = None,
) -> CodeSent:
    """Send a code to ``phone``, for whoever says that it is theirs.

    The answer is the same whether the phone is a member's or not. Where strangers ask,
    ``solution`` is what their browser brings, empty at first; for who is known it is None. Raises
    Forbidden, also ``messaging.challenge_needed`` (``queries.new_challenge``); Invalid
    ``members.phone_invalid``, ``messaging.purpose_unknown``; Conflict
    ``messaging.code_too_soon``, ``messaging.code_limit`` with the ``seconds`` to wait.
    """
    row = operations.send_code(
        phone=phone, purpose=purpose, at=at, address=address, device=device, solution=solution
    )
    _record(actor, at, "code.requested", row.phone, purpose=purpose, address=row.address)
    return CodeSent(row.expires_at, settings.CODE_LIMITS.seconds_between)


@usecase(permission=permissions.PROVE_PHONE, audit="code.tried")
def prove_phone(*, actor: Actor, at: datetime, phone: str, purpose: str, code: str) -> Outcome:
    """Hold ``code`` against the one sent to ``phone`` for ``purpose``.

    A wrong code is an answer and no error, so that the try is kept: ``Outcome.refusal`` is then
    Forbidden ``messaging.code_wrong``, Conflict ``messaging.code_expired`` or Invalid
    ``members.phone_invalid``. Raises Forbidden ``permission.denied`` only.
    """
    try:
        row = operations.check_code(phone=phone, purpose=purpose, code=code, at=at)
    except DomainError as refusal:
        _record(actor, at, "code.tried", phone, purpose=purpose, result=refusal.code)
        return Outcome(refusal=refusal)
    _record(actor, at, "code.tried", row.phone, purpose=purpose, result="right")
    told = {"phone": row.phone, "purpose": purpose, "code": row.id.hex}
    return Outcome(proof=signing.dumps(told, salt=codes.SALT))


def _record(actor: Actor, at: datetime, action: str, phone: str, **data: str) -> None:
    masked = members.mask_phone(one_line(phone))[:40]
    audit.record(actor=actor, at=at, action=action, subject=masked, data={"phone": masked, **data})
