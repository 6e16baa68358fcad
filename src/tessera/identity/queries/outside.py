"""Accounts elsewhere: where to go, who came back, and which are bound."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tessera.identity import errors, outside, permissions, rules
from tessera.identity.models import OutsideAccount
from tessera.identity.outside import flows
from tessera.identity.outside.flows import Flow, Met
from tessera.identity.queries.doors import may_try
from tessera.kernel.actor import Actor

OUTSIDE_SECONDS = flows.SECONDS


@dataclass(frozen=True, slots=True)
class OutsideView:
    """An account elsewhere that opens the door."""

    id: UUID
    provider: str
    name: str
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class Leaving:
    """The address that a browser is sent to, and what it must bring back."""

    address: str
    kept: str


def list_outside(actor: Actor) -> list[OutsideView]:
    """The member's accounts elsewhere."""
    actor.require(permissions.OWN)
    rows = OutsideAccount.objects.filter(member_id=actor.own_id).order_by("provider")
    return [OutsideView(r.id, r.provider, r.name, r.bound_at) for r in rows]


def list_providers(*, agent: str) -> list[str]:
    """By whom one can sign in with such a browser; inside Alipay not by its competitor."""
    inside = rules.is_inside_wechat(agent)
    return [
        name
        for name, one in outside.providers().items()
        if one.serves(inside_wechat=inside) and not rules.is_foreign_to(agent, name)
    ]


def leave_for(flow: Flow, *, redirect: str) -> Leaving:
    """Where to go for ``flow``; the answer comes to ``redirect``.

    Raises NotFound ``identity.outside_unknown``.
    """
    provider = outside.provider_of(flow.provider)
    if not provider.serves(inside_wechat=flow.inside_wechat):
        raise errors.outside_unknown()
    going = replace(flow, state=flows.new_state())
    address = provider.authorize_url(redirect, going.state, inside_wechat=going.inside_wechat)
    return Leaving(address, flows.seal(going))


def come_back(*, provider: str, kept: str, answer: Mapping[str, str]) -> Flow:
    """The way that a browser comes back on, if it is the one that left.

    Raises NotFound ``identity.outside_unknown``; Forbidden ``identity.outside_elsewhere``.
    """
    outside.provider_of(provider)
    return flows.unseal(kept, provider=provider, state=answer.get("state", ""))


def meet(flow: Flow, *, answer: Mapping[str, str], address: str, device: str, at: datetime) -> Met:
    """Ask the provider who it is. This goes over the network: never in a transaction.

    Raises Forbidden ``identity.outside_declined``, ``identity.outside_unproved``; Conflict
    ``identity.too_many_tries``, ``identity.outside_busy``, ``identity.outside_snapshot``.
    """
    provider = outside.provider_of(flow.provider)
    code = answer.get(provider.code_field, "")
    if not code:
        raise errors.outside_declined()
    name = rules.knocker(flow.provider, address=address, device=device)
    if not may_try(rules.guesses(name=name, address=address, device=device), at):
        raise errors.too_many_tries()
    person = provider.fetch(code, inside_wechat=flow.inside_wechat)
    return Met(flow.provider, person)


def find_account(met: Met) -> OutsideAccount | None:
    """The row of an account: by its subject, else by the openid under which it was known before."""
    keys = [key for key in {met.person.subject, met.person.openid} if key]
    of_provider = OutsideAccount.objects.filter(provider=met.provider)
    rows = [*of_provider.filter(subject__in=keys), *of_provider.filter(openid__in=keys)]
    rows.sort(key=lambda row: row.subject != met.person.subject)
    return rows[0] if rows else None
