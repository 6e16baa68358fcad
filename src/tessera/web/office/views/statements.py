"""Statements: what was owed, what moved it, what is owed; and the entries behind each figure."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.finance import permissions
from tessera.finance.queries import entries as behind
from tessera.finance.queries import members as of_members
from tessera.finance.queries import statements as books
from tessera.finance.queries.days import get_today
from tessera.finance.queries.statements import Asked, Statement
from tessera.finance.rules import columns
from tessera.kernel import clock
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, statement_charts

BY_STORE = "store"

AT_ONCE = 92
"""Days shown at once, a quarter; a year of them is too much for one page."""


def asked_of(request: PageRequest) -> Asked:
    """What the page's address asks for: by itself the present month's stored value."""
    today = get_today(request.actor, clock.utc_now())
    until = asked.day(request, "until") or today
    since = asked.day(request, "since") or until.replace(day=1)
    holding = asked.text(request, "holding")
    return Asked(
        holding=holding if holding in columns.HOLDINGS else columns.PRINCIPAL,
        since=min(since, until),
        until=max(since, until),
        store_id=asked.uuid(request, "store"),
    )


@require_GET
@page(permissions.VIEW)
def statements(request: PageRequest) -> HttpResponse:
    """A statement of one holding: the whole, drawn, and day by day or store by store."""
    wanted = asked_of(request)
    stores = org.list_stores(request.actor)
    is_by_store = asked.text(request, "by") == BY_STORE and len(stores) > 1
    read = books.by_store if is_by_store else books.by_day
    found = read(actor=request.actor, asked=wanted)
    context = {
        "statement": found,
        "by_store": is_by_store,
        "stores": stores,
        "holdings": columns.HOLDINGS,
        "moved": statement_charts.moved(found),
        "owed": statement_charts.owed(found),
        "in_money": wanted.holding not in columns.COUNTED,
        **_shown_days(request, found),
    }
    return rendering.page(
        request, "statement.html", context, section="statements", part=_part(request)
    )


@require_GET
@page(permissions.VIEW)
def entries(request: PageRequest) -> HttpResponse:
    """The entries behind a figure, the newest first."""
    wanted, column = asked_of(request), asked.text(request, "column")
    after = asked.text(request, "after")
    context = {
        "wanted": wanted,
        "column": column if column in columns.COLUMNS else "",
        "page": behind.list_entries(actor=request.actor, asked=wanted, column=column, after=after),
        "store": wanted.store_id and org.get_store(wanted.store_id),
    }
    part = "more" if after else ""
    return rendering.page(request, "entries.html", context, section="statements", part=part)


def _of_member(request: PageRequest) -> Asked:
    """What the address asks for of a member, who holds one balance with all stores: a store that
    came along from another page narrows nothing, and none is told."""
    return replace(asked_of(request), store_id=None)


@require_GET
@page(permissions.VIEW)
def member_statement(request: PageRequest, member_id: UUID) -> HttpResponse:
    """What one member was owed, what moved it and what is owed now."""
    wanted = _of_member(request)
    found = of_members.by_day(actor=request.actor, member_id=member_id, asked=wanted)
    holdings = of_members.list_holdings(
        actor=request.actor, member_id=member_id, since=wanted.since, until=wanted.until
    )
    context = {
        "member": members.get_profile(request.actor, member_id).member,
        "lines": holdings,
        "statement": found,
        "holdings": columns.HOLDINGS,
        **_shown_days(request, found),
    }
    return rendering.page(
        request, "member_statement.html", context, section="members", part=_part(request)
    )


@require_GET
@page(permissions.VIEW)
def member_entries(request: PageRequest, member_id: UUID) -> HttpResponse:
    """The entries behind a figure of a member's statement, the newest first."""
    wanted, column = _of_member(request), asked.text(request, "column")
    after = asked.text(request, "after")
    context = {
        "member": members.get_profile(request.actor, member_id).member,
        "wanted": wanted,
        "column": column if column in columns.COLUMNS else "",
        "page": behind.list_member_entries(
            actor=request.actor, member_id=member_id, asked=wanted, column=column, after=after
        ),
    }
    part = "more" if after else ""
    return rendering.page(request, "entries.html", context, section="members", part=part)


def _shown_days(request: PageRequest, found: Statement) -> dict[str, object]:
    """The days to show, and from which on ``before`` asks for those that follow."""
    before = asked.day(request, "before")
    left = [one for one in found.days if before is None or one.day < before]
    shown = left[:AT_ONCE]
    return {"days": shown, "following": shown[-1].day if len(left) > AT_ONCE else None}


def _part(request: PageRequest) -> str:
    return "more" if asked.day(request, "before") else "rows"
