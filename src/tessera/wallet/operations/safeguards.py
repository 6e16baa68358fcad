"""PINs and codes before stored value is spent; the caller commits every try, right or wrong."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.utils.crypto import constant_time_compare, salted_hmac

from tessera.kernel.pins import is_pin
from tessera.members import queries as members
from tessera.wallet import errors
from tessera.wallet.models import Safeguard
from tessera.wallet.queries import PolicyFacts
from tessera.wallet.rules import proving

_KEY = "tessera.wallet.pin"


@dataclass(frozen=True, slots=True)
class Tried:
    """How a try ended: ``why`` is empty where it was right, else ``wrong``, ``locked``, ``unset``."""

    why: str = ""
    left: int = 0
    locked_until: datetime | None = None


def set_pin(member_id: UUID, pin: str) -> None:
    """Give a member another PIN and forgive all tries. Raises Invalid ``wallet.pin_weak``."""
    if not is_pin(pin):
        raise errors.pin_weak()
    salt = secrets.token_hex(16)
    values = {"pin_salt": salt, "pin_digest": _digest(salt, member_id, pin), **_FORGIVEN}
    Safeguard.objects.update_or_create(member_id=member_id, defaults=values)


def unlock(member_id: UUID) -> None:
    """Forgive all tries."""
    Safeguard.objects.filter(member=member_id).update(**_FORGIVEN)


_FORGIVEN: dict[str, int | None] = {"tries": 0, "locked_until": None}


def try_proof(member_id: UUID, text: str, *, policy: PolicyFacts, at: datetime) -> Tried:
    """Whether ``text`` is the member's PIN or the code that the app shows now.

    Each try is counted before it is looked at, by one conditional update, so that many tills at
    once get no more tries than one.
    """
    typed = "".join(text.split()).upper()
    Safeguard.objects.get_or_create(member_id=member_id)
    own = Safeguard.objects.filter(member=member_id)
    own.filter(locked_until__lte=at).update(**_FORGIVEN)
    free = own.filter(Q(locked_until=None), tries__lt=policy.proof_tries)
    if not free.update(tries=F("tries") + 1):
        return _locked(own.get(), policy, at)
    row = own.get()
    if _is_right(row, typed, policy, at):
        own.update(proved_at=at, **_FORGIVEN)
        return Tried()
    if not row.pin_digest and not proving.looks_like_code(typed):
        own.update(tries=F("tries") - 1)
        return Tried("unset")
    if row.tries >= policy.proof_tries:
        return _locked(row, policy, at)
    return Tried("wrong", left=policy.proof_tries - row.tries)


def _locked(row: Safeguard, policy: PolicyFacts, at: datetime) -> Tried:
    until = row.locked_until
    if until is None:
        until = at + timedelta(minutes=policy.proof_lock_minutes)
        Safeguard.objects.filter(member=row.member_id, locked_until=None).update(locked_until=until)
    return Tried("locked", locked_until=until)


def _is_right(row: Safeguard, typed: str, policy: PolicyFacts, at: datetime) -> bool:
    if proving.looks_like_code(typed):
        return policy.proof_way != proving.PIN_ONLY and _is_fresh_code(row, typed, at)
    if policy.proof_way == proving.CODE_ONLY or not row.pin_digest:
        return False
    return constant_time_compare(_digest(row.pin_salt, row.member_id, typed), row.pin_digest)


def _is_fresh_code(row: Safeguard, typed: str, at: datetime) -> bool:
    """The code of this minute, the last or the next, later than any that was taken before."""
    minute = members.minute_of_shown(typed, member_id=row.member_id, at=at)
    if minute is None:
        return False
    older = Safeguard.objects.filter(member=row.member_id, code_minute__lt=minute)
    return older.update(code_minute=minute) == 1


def _digest(salt: str, member_id: UUID, pin: str) -> str:
    """Under this installation's own key: of six digits, a bare digest is soon guessed."""
    return salted_hmac(_KEY, f"{salt}:{member_id.hex}:{pin}", algorithm="sha256").hexdigest()
