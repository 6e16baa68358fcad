"""Sign tills in and out."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.org import errors, operations, permissions, queries, rules
from tessera.org.models import Staff, TillToken
from tessera.platform import audit
from tessera.platform.usecases import usecase

_KEPT = timedelta(days=30)
"""How long ended tokens stay, for whoever looks into an incident; the audit stays for good."""


@usecase(permission=permissions.SIGN_IN_TILL, audit="till.signed_in")
def issue_till_token(
    *,
    actor: Actor,
    at: datetime,
    till_id: UUID,
    scopes: Collection[str] = (),
    life: timedelta = rules.TOKEN_LIFE,
) -> str:
    """A bearer token with which ``till_id`` acts as the actor, in its own store only.

    ``scopes`` narrow it to some of the actor's permissions. Without them a person's token
    allows whatever that person may do at the time of each request, and a token that the
    machinery issues, behind which nobody stands, what a cashier may do. The token is shown
    here and never again; only its digest is kept.

    Raises Forbidden; NotFound ``org.till_not_found``, ``org.staff_not_found`` for somebody who was
    dismissed meanwhile; Invalid ``org.scope_unknown``.
    """
    till = queries.get_till(till_id)
    actor.require(permissions.SIGN_IN_TILL, till.store_id)
    staff = _behind(actor)
    token = rules.new_token()
    TillToken.objects.filter(till=till_id, expires_at__lt=at - _KEPT).delete()
    row = TillToken.objects.create(
        till_id=till_id,
        staff=staff,
        digest=rules.digest(token),
        scopes=_scopes(actor, scopes, somebody=staff is not None),
        issued_at=at,
        expires_at=at + life,
    )
    _record(actor, at, "till.signed_in", till_id, till.store_id, token_id=str(row.id))
    return token


def _behind(actor: Actor) -> Staff | None:
    """The person who acts; None for a till or the machinery, and for nobody else."""
    if actor.kind != "staff" or actor.id is None:
        return None
    # Locked, so that a dismissal at the same time ends this token too, or comes before it.
    working = Staff.objects.select_for_update(no_key=True).filter(id=actor.id, is_active=True)
    if (staff := working.first()) is None:
        raise errors.staff_not_found()
    return staff


def _scopes(actor: Actor, scopes: Collection[str], *, somebody: bool) -> list[str]:
    wanted = sorted(set(scopes))
    for scope in wanted:
        if scope not in actor.permissions:
            raise errors.scope_unknown(scope=scope)
    if wanted or (somebody and not actor.till_id):
        return wanted
    # A till that signs itself in anew must not come out with more than it had.
    held = actor.permissions if actor.till_id else queries.permissions_of(rules.CASHIER)
    return sorted(held & actor.permissions)


@usecase(permission=permissions.SIGN_IN_TILL, audit="till.signed_out")
def revoke_till_token(*, actor: Actor, at: datetime, token: str) -> None:
    """Sign a till out; the token is dead from the next request on.

    Raises Forbidden for a till of a store beyond the actor's; NotFound
    ``org.token_not_found`` for a token that is unknown or ended already.
    """
    live = TillToken.objects.filter(revoked_at=None, expires_at__gt=at)
    row = live.select_related("till").filter(digest=rules.digest(token)).first()
    if row is None:
        raise errors.token_not_found()
    actor.require(permissions.SIGN_IN_TILL, row.till.store_id)
    TillToken.objects.filter(id=row.id).update(revoked_at=at)
    operations.changed()
    _record(actor, at, "till.signed_out", row.till_id, row.till.store_id, token_id=str(row.id))


@usecase(permission=permissions.SIGN_IN, audit="till.signed_out")
def end_own_token(*, actor: Actor, at: datetime, token_id: UUID) -> None:
    """Sign the actor out of a till, whatever the actor may still do there; dead from the next request on.

    Raises NotFound ``org.token_not_found`` for a token of somebody else, or one that has ended.
    """
    live = TillToken.objects.filter(staff=actor.id, revoked_at=None, expires_at__gt=at)
    row = live.select_related("till").filter(id=token_id).first()
    if row is None:
        raise errors.token_not_found()
    TillToken.objects.filter(id=row.id).update(revoked_at=at)
    operations.changed()
    _record(actor, at, "till.signed_out", row.till_id, row.till.store_id, token_id=str(row.id))


@usecase(permission=permissions.REVOKE_TOKENS, audit="till.locked")
def revoke_till_tokens(*, actor: Actor, at: datetime, till_id: UUID) -> int:
    """Sign everybody out of a till, such as one that was lost; how many tokens that ended.

    Raises Forbidden; NotFound ``org.till_not_found``.
    """
    till = queries.get_till(till_id)
    actor.require(permissions.REVOKE_TOKENS, till.store_id)
    live = TillToken.objects.filter(till=till_id, revoked_at=None, expires_at__gt=at)
    ended = live.update(revoked_at=at)
    operations.changed()
    _record(actor, at, "till.locked", till_id, till.store_id, ended=ended)
    return ended


def _record(
    actor: Actor, at: datetime, action: str, till_id: UUID, store_id: UUID, **data: object
) -> None:
    told = {"till": queries.get_till(till_id).name, **data}
    audit.record(actor=actor, at=at, action=action, subject=till_id, store_id=store_id, data=told)
