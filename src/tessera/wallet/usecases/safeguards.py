"""What is asked before stored value is spent: set by the brand, tried at a till, unlocked."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions, queries
from tessera.wallet.models import Safeguard
from tessera.wallet.operations import Tried
from tessera.wallet.rules import proving

_MOST = 10**12


@usecase(permission=permissions.SET_POLICY, audit="wallet.safeguards_set")
def set_safeguards(
    *,
    actor: Actor,
    at: datetime,
    proof_over_minor: int | None,
    proof_days: int = 1,
    proof_way: str = proving.EITHER,
    proof_tries: int = 5,
    proof_lock_minutes: int = 30,
    low_mark_minor: int | None = None,
) -> None:
    """Set from which amount on a payment needs a PIN or a code of the app, how often one may be
    wrong and for how long the card is locked then, and below which balance members are told.

    What was paid without one in ``proof_days`` business days counts together, so that nobody splits
    a payment; 0 judges each by itself. None asks for no proof, and tells nobody. Raises Forbidden; Invalid ``wallet.policy_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    amounts = [one for one in (proof_over_minor, low_mark_minor) if one is not None]
    sound = all(0 <= one <= _MOST for one in amounts) and proof_way in proving.WAYS
    sound = sound and 0 <= proof_days <= proving.MOST_DAYS
    if not sound or not 1 <= proof_tries <= 20 or not 1 <= proof_lock_minutes <= 10_080:
        raise errors.policy_invalid()
    policy = operations.policy_to_change()
    policy.proof_over_minor = proof_over_minor
    policy.proof_days = proof_days
    policy.proof_way = proof_way
    policy.proof_tries = proof_tries
    policy.proof_lock_minutes = proof_lock_minutes
    policy.low_mark_minor = low_mark_minor
    policy.save()
    versions.bump("wallet")
    data = {
        "proof_over_minor": proof_over_minor,
        "proof_days": proof_days,
        "low_mark_minor": low_mark_minor,
    }
    audit.record(actor=actor, at=at, action="wallet.safeguards_set", subject=policy.id, data=data)


@usecase(permission=permissions.PROVE, audit="wallet.proof_tried")
def try_proof(*, actor: Actor, at: datetime, store_id: UUID, member_id: UUID, text: str) -> Tried:
    """Try a PIN or a code before stored value is spent; how it ended comes back, as it is counted
    and kept although it was wrong. What was typed is kept nowhere. Raises Forbidden.
    """
    policy = queries.policy.get(versions.current())
    tried = operations.try_proof(member_id, text, policy=policy, at=at)
    audit.record(
        actor=actor,
        at=at,
        action="wallet.proof_tried",
        subject=member_id,
        store_id=store_id,
        data={"ended": tried.why or "right"},
    )
    return tried


@usecase(permission=permissions.UNLOCK, audit="wallet.unlocked")
def unlock(*, actor: Actor, at: datetime, member_id: UUID) -> None:
    """Forgive the wrong tries of a member who is known in person.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    member = members.get_profile(actor, member_id).member
    operations.unlock(member.id)
    audit.record(actor=actor, at=at, action="wallet.unlocked", subject=member.id)


@usecase(permission=permissions.OWN, audit="wallet.pin_set")
def set_own_pin(*, actor: Actor, at: datetime, pin: str, fresh: bool) -> None:
    """Choose one's PIN, which also unlocks; ``fresh`` says that the phone was proved just now.

    Raises Forbidden ``wallet.phone_unproved``; Invalid ``wallet.pin_weak``.
    """
    if not fresh:
        raise errors.phone_unproved()
    operations.set_pin(actor.own_id, pin)
    audit.record(actor=actor, at=at, action="wallet.pin_set", subject=actor.own_id)


@usecase(permission=permissions.OWN, audit="wallet.mark_set")
def set_own_mark(*, actor: Actor, at: datetime, low_mark_minor: int | None) -> None:
    """Say below which balance one wants to hear of it; None as the brand does.

    Raises Invalid ``wallet.policy_invalid``.
    """
    if low_mark_minor is not None and not 0 < low_mark_minor <= _MOST:
        raise errors.policy_invalid()
    Safeguard.objects.update_or_create(
        member_id=actor.own_id, defaults={"low_mark_minor": low_mark_minor}
    )
    if (low_mark_minor or 0) > queries.policy.get(versions.current()).highest_mark_minor:
        versions.bump("wallet")  # every process looks at payments down to the highest mark
    audit.record(actor=actor, at=at, action="wallet.mark_set", subject=actor.own_id)
