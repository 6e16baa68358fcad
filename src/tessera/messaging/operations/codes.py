"""One-time codes: made, sent, and held against what somebody typed."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from tessera.members import rules as members
from tessera.messaging import errors, rules, templates
from tessera.messaging.models import CodeTurn, OneTimeCode
from tessera.messaging.operations import challenges, outbox
from tessera.messaging.queries import codes

_KEY = "tessera.messaging.code"


def send_code(
    *,
    phone: str,
    purpose: str,
    at: datetime,
    address: str,
    device: str = "",
    solution: str | None = None,
) -> OneTimeCode:
    """Make a code for ``phone`` and queue the message with it; an older one counts no more.

    It is the same for every phone, whether a member has it or not. ``address`` is who asks, by
    network; ``device`` names the browser or app. A stranger brings a ``solution``, empty at first;
    of somebody who is known (None) none is asked. Raises Invalid ``members.phone_invalid``,
    ``messaging.purpose_unknown``; Conflict ``messaging.code_too_soon``, ``messaging.code_limit``,
    each with the ``seconds`` to wait; Forbidden ``messaging.challenge_needed``. Rule: domain
    handbook, section 3.
    """
    number, network, limits = members.phone(phone), rules.network_of(address), settings.CODE_LIMITS
    if purpose not in rules.CODE_PURPOSES:
        raise errors.purpose_unknown(purpose=purpose)
    _take_turn(number, network, device[:64], at)
    most = _check_limits(number, network, device[:64], at, limits)
    if solution is not None and most >= limits.unchallenged:
        challenges.spend(solution, at=at)
    code = str(secrets.randbelow(10**limits.digits)).zfill(limits.digits)
    salt, expires_at = secrets.token_hex(16), at + timedelta(seconds=limits.valid_seconds)
    row = OneTimeCode.objects.create(
        phone=number,
        purpose=purpose,
        salt=salt,
        digest=_digest(salt, number, purpose, code),
        address=network,
        device=device[:64],
        tries_left=limits.tries,
        created_at=at,
        expires_at=expires_at,
    )
    outbox.queue(
        purpose="code",
        phone=number,
        template=templates.CODE,
        params={"code": code, "minutes": limits.valid_seconds // 60},
        at=at,
        readable_until=expires_at,
    )
    return row


def check_code(*, phone: str, purpose: str, code: str, at: datetime) -> OneTimeCode:
    """Use up the newest code that was sent to ``phone`` for ``purpose``, if ``code`` is that.

    Every try is counted before it is looked at, so that many at once are no more than a few;
    the caller must commit it although the code was wrong. Raises Forbidden
    ``messaging.code_wrong`` with the tries ``left``; Conflict ``messaging.code_expired``.
    """
    number = members.phone(phone)
    row = OneTimeCode.objects.filter(phone=number, purpose=purpose).order_by("-id").first()
    if row is None:
        raise errors.code_expired()
    open_row = OneTimeCode.objects.filter(id=row.id, used_at=None, tries_left__gt=0)
    if not open_row.filter(expires_at__gt=at).update(tries_left=F("tries_left") - 1):
        raise errors.code_expired()
    row.refresh_from_db(fields=["tries_left"])
    typed = _digest(row.salt, number, purpose, "".join(code.split()))
    if not constant_time_compare(typed, row.digest):
        raise errors.code_wrong(left=row.tries_left)
    if not OneTimeCode.objects.filter(id=row.id, used_at=None).update(used_at=at):
        raise errors.code_expired()
    return row


def _digest(salt: str, phone: str, purpose: str, code: str) -> str:
    """A digest under this installation's own key: of six digits, a bare one is soon guessed."""
    return salted_hmac(_KEY, f"{salt}:{phone}:{purpose}:{code}", algorithm="sha256").hexdigest()


def _take_turn(phone: str, network: str, device: str, at: datetime) -> None:
    """Wait for whoever asks for the same just now, so that both are counted."""
    keys = (("address", network), ("device", device), ("phone", phone))
    CodeTurn.objects.bulk_create(
        [CodeTurn(key=f"{kind}:{name}", at=at) for kind, name in keys if name],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["at"],
    )


def _check_limits(
    phone: str, network: str, device: str, at: datetime, limits: rules.CodeLimits
) -> int:
    """The most codes that one of the three asked for in this hour."""
    lately = OneTimeCode.objects.filter(created_at__gte=rules.hour_of(at))
    waits = [rules.wait_of_phone(_sent(phone, at), at=at, limits=limits)]
    counts = [lately.filter(phone=phone).count()]
    if network:
        counts.append(lately.filter(address=network).count())
        waits.append(rules.wait_of_source(counts[-1], at=at, most=limits.per_address_hour))
    if device:
        counts.append(lately.filter(device=device).count())
        waits.append(rules.wait_of_source(counts[-1], at=at, most=limits.per_device_hour))
    for wait in filter(None, waits):
        refuse = errors.code_limit if wait.limit else errors.code_too_soon
        raise refuse(seconds=wait.seconds)
    return max(counts)


def _sent(phone: str, at: datetime) -> list[datetime]:
    rows = OneTimeCode.objects.filter(phone=phone, created_at__gt=at - timedelta(days=1))
    return list(rows.values_list("created_at", flat=True))


def spend_proof(proof: str, purpose: str, *, at: datetime) -> str:
    """The phone that ``proof`` shows to be the bearer's, for this one time.

    Raises Forbidden ``messaging.proof_expired`` for one that was acted on before, as for one
    that is old, of another purpose or of somebody else's making.
    """
    told = codes.read_proof(proof, purpose)
    unspent = OneTimeCode.objects.filter(id=told["code"], proof_used_at=None)
    if not unspent.update(proof_used_at=at):
        raise errors.proof_expired()
    return told["phone"]
