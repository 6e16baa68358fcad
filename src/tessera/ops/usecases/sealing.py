"""Seal the days of the ledger and of the audit log."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.members import rules as members
from tessera.messaging import operations as messaging
from tessera.ops import chain, permissions
from tessera.ops.models import Seal, SealPost
from tessera.ops.queries import seal_phone
from tessera.ops.templates import SEAL
from tessera.platform import audit, single
from tessera.platform.usecases import usecase

MOST_AT_ONCE = 50


@usecase(permission=permissions.SEAL, audit="ledger.sealed")
def seal_days(*, actor: Actor, at: datetime, zone: str) -> int:
    """Seal every day that is over by the clock of ``zone`` and not sealed yet, 50 at most.

    Doing it again seals nothing twice: a seal is bound to the one before it, and no two to the
    same. Returns how many days were sealed.
    """
    actor.require_everywhere(permissions.SEAL)
    last = Seal.objects.order_by("-starts_at", "-day").first()
    sealed: list[Seal] = []
    for span in chain.spans_after(last, at=at, zone=zone):
        if len(sealed) == MOST_AT_ONCE:
            break
        sealed.append(_seal(span, sealed[-1] if sealed else last, at))
    Seal.objects.bulk_create(sealed)
    if sealed:
        _send(sealed[-1], at)
    audit.record(
        actor=actor,
        at=at,
        action="ledger.sealed",
        subject="ledger",
        data={"days": len(sealed), "digest": sealed[-1].digest if sealed else ""},
    )
    return len(sealed)


@usecase(permission=permissions.SEND_SEALS, audit="ledger.seals_sent_to")
def send_seals_to(*, actor: Actor, at: datetime, phone: str) -> None:
    """Have each night's seal sent to ``phone`` by text message; an empty one stops it.

    Somebody outside of the database keeps it then, and whoever makes the chain anew is found out
    by ``tessera verify --chain --expect``. Raises Forbidden; Invalid ``members.phone_invalid``.
    """
    actor.require_everywhere(permissions.SEND_SEALS)
    kept = members.phone(phone) if phone.strip() else ""
    post = single.to_change(SealPost)
    post.phone, post.set_at = kept, at
    post.save()
    audit.record(
        actor=actor,
        at=at,
        action="ledger.seals_sent_to",
        subject="ledger",
        data={"phone": members.mask_phone(kept)},
    )


def _send(seal: Seal, at: datetime) -> None:
    """The newest seal: it is bound to all before it."""
    phone = seal_phone()
    if not phone:
        return
    middle = len(seal.digest) // 2
    messaging.queue(
        purpose="notice",
        phone=phone,
        template=SEAL,
        params={
            "day": seal.day.isoformat(),
            "entries": seal.entries,
            "seal": seal.digest[:middle],
            "rest": seal.digest[middle:],
        },
        at=at,
        cause=f"seal:{seal.day}",
    )


def _seal(span: chain.Span, last: Seal | None, at: datetime) -> Seal:
    content = chain.content_of(span.starts_at, span.ends_at, version=chain.VERSION)
    values = {
        "version": chain.VERSION,
        "day": span.day,
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "entries": content.entries,
        "rows": content.rows,
        "content": content.digest,
        "previous": last.digest if last else chain.NOTHING,
    }
    return Seal(**values, digest=chain.digest_of(values), sealed_at=at)
