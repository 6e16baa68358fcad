"""Prices by hand: the brand's rules, and a manager who approves one at a till."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.money import MOST_MINOR
from tessera.kernel.texts import one_line
from tessera.org import queries as org
from tessera.org import rules as org_rules
from tessera.platform import attempts, audit, single, versions
from tessera.platform.attempts import Door
from tessera.platform.usecases import usecase
from tessera.sales import by_hand, errors, permissions, quoting
from tessera.sales import context as contexts
from tessera.sales.models import Approval, ManualPolicy
from tessera.sales.rules.by_hand import FULL_BP, Limits, described
from tessera.sales.rules.order import Order

APPROVAL_LIFE = timedelta(minutes=15)
"""How long a till may use what a manager approved: until the customer has paid."""

MOST_REASONS = 20
MOST_MISSES = 8
"""So many wrong PINs in a quarter of an hour end it, of a person and of a till."""

_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Approved:
    """What the till is handed: ``token`` goes with the sale, until it ends."""

    token: str
    approver_name: str
    expires_at: datetime


@usecase(permission=permissions.COMPLETE, audit="sale.approval_asked")
def approve_by_hand(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    order: Order,
    username: str,
    pin: str,
) -> Approved | None:
    """Let a manager approve by PIN what was set by hand on a cart at the actor's till; it holds for one
    sale of the same prices, at the same till, for a quarter of an hour.

    None where name and PIN are not right, which is counted and kept. Raises Conflict
    ``manual.pin_limited`` after too many; Forbidden ``manual.not_an_approver``,
    ``manual.beyond_approver``; Invalid ``manual.nothing``, and what ``price_cart`` raises.
    """
    for door in _doors(username, actor, till_id):
        attempts.check(door, at=at)
    approver = org.find_by_pin(username, pin)
    if approver is None or approver.id is None:
        for door in _doors(username, actor, till_id):
            attempts.miss(door, at=at)
        _record(actor, at, till_id, store_id, is_right=False, username=username[:60])
        return None
    if permissions.APPROVE_PRICE not in approver.permissions or not approver.reaches(store_id):
        raise errors.not_an_approver()
    changes, saved_minor = _seen(approver, at, store_id, order)
    token = org_rules.new_token()
    Approval.objects.filter(till=till_id, uses=0, expires_at__lt=at - _KEPT).delete()
    row = Approval.objects.create(
        digest=org_rules.digest(token),
        store_id=store_id,
        till_id=till_id,
        approver_id=approver.id,
        asked_by_id=actor.id if actor.kind == "staff" else None,
        at=at,
        expires_at=at + APPROVAL_LIFE,
        changes=changes,
    )
    told = {"approver": approver.name, "saved_minor": saved_minor}
    _record(actor, at, till_id, store_id, is_right=True, approval_id=str(row.id), **told)
    return Approved(token, approver.name, row.expires_at)


def _seen(
    approver: Actor, at: datetime, store_id: UUID, order: Order
) -> tuple[list[dict[str, object]], int]:
    """What the approver allows, within their own limits."""
    by_hand.check_reasons(order)
    seen = contexts.read(at=at, store_id=store_id, till_id=None, order=order)
    found = by_hand.look(approver, seen, order, quoting.quote(seen, order), None)
    if not found.changes:
        raise errors.nothing_by_hand()
    if found.needs:
        raise errors.beyond_approver()
    return described(found.changes), found.saved_minor


def _doors(username: str, actor: Actor, till_id: UUID) -> tuple[Door, Door]:
    told = {"actor": actor.name, "till": str(till_id)}
    return (
        Door(f"pin:{username.casefold()}", "PIN", MOST_MISSES, errors.pin_limited, told),
        Door(f"pin-at:{till_id}", "PIN", MOST_MISSES, errors.pin_limited, told),
    )


def _record(actor: Actor, at: datetime, till_id: UUID, store_id: UUID, **data: object) -> None:
    audit.record(
        actor=actor,
        at=at,
        action="sale.approval_asked",
        subject=till_id,
        store_id=store_id,
        data=data,
    )


@usecase(permission=permissions.SET_BY_HAND, audit="sale.by_hand_set")
def set_manual_rules(
    *, actor: Actor, at: datetime, limits: Mapping[str, Limits], reasons: Sequence[str]
) -> None:
    """Set what each role may set by hand, and the reasons that tills offer; without any they offer
    those of the language. It holds from the next sale on.

    Raises Forbidden; Invalid ``manual.rules_invalid``, ``manual.reason_too_long``.
    """
    actor.require_everywhere(permissions.SET_BY_HAND)
    kept = list(dict.fromkeys(filter(None, map(one_line, reasons))))
    if any(len(reason) > by_hand.REASON_LENGTH for reason in kept):
        raise errors.reason_too_long(limit=by_hand.REASON_LENGTH)
    if len(kept) > MOST_REASONS or not all(map(_is_sound, limits.values())):
        raise errors.rules_invalid()
    for role in limits:
        org.permissions_of(role)
    row = single.to_change(ManualPolicy)
    row.limits, row.reasons = {role: asdict(one) for role, one in limits.items()}, kept
    row.save()
    versions.bump("manual")
    data = {"limits": row.limits, "reasons": kept}
    audit.record(actor=actor, at=at, action="sale.by_hand_set", subject=row.id, data=data)


def _is_sound(limits: Limits) -> bool:
    amount = limits.amount_minor
    return 0 <= limits.off_bp <= FULL_BP and (amount is None or 0 <= amount <= MOST_MINOR)
