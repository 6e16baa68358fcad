"""The member's level: what it gives, what the next one asks, and what it rests on."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tessera.charters import queries as charters
from tessera.charters import usecases as charter_usecases
from tessera.charters.queries import Way
from tessera.charters.rules import MAX_PAPER
from tessera.kernel import clock
from tessera.kernel.errors import Invalid
from tessera.members import queries as members
from tessera.platform.refusals import message
from tessera.rewards import queries as rewards
from tessera.rewards.queries import Gap, Progress
from tessera.web.kit import levels as words
from tessera.web.kit import papers
from tessera.web.member import rendering
from tessera.web.member.access import MemberRequest, find_session, member_page


@dataclass(frozen=True, slots=True)
class Bar:
    """A way, drawn: how much of it is done, in hundredths, and what is missing in words."""

    done: int
    have: str
    need: str
    missing: str


@require_GET
@member_page
def level(request: MemberRequest) -> HttpResponse:
    """Where the member stands, and why."""
    progress = progress_of(request)
    why = rewards.explain_level(request.actor.own_id)
    context = {
        "progress": progress,
        "ways": [bar(gap) for gap in progress.ways],
        "keeping": [bar(gap) for gap in progress.keeping],
        "why": why,
        "steps": [(step, words.cause(step.cause)) for step in why.steps],
        "levels": _levels(request, progress),
        "applications": charters.list_own(request.actor.own_id),
        "charter": charters.find_charter(),
        "accepted": papers.ACCEPTED,
    }
    return rendering.page(request, "level.html", context, tab="card")


@dataclass(frozen=True, slots=True)
class Offer:
    """A level, what it gives off, how it is got, and whether to apply for it now makes sense."""

    way: Way
    discount_bp: int
    is_own: bool
    may_apply: bool


def _levels(request: MemberRequest, progress: Progress) -> list[Offer]:
    """All levels, the lowest first."""
    discounts = {one.id: one.discount_bp for one in members.list_levels()}
    applying = charters.list_applying(request.actor.own_id)
    ways = charters.list_ways()
    own = next((way.rank for way in ways if way.level_id == progress.level_id), 0)
    return [
        Offer(
            way=way,
            discount_bp=discounts.get(way.level_id, 0),
            is_own=way.level_id == progress.level_id,
            may_apply=way.is_applied_for and way.rank > own and way.level_id not in applying,
        )
        for way in ways
    ]


@require_POST
@member_page
def apply(request: MemberRequest, level_id: UUID) -> HttpResponse:
    """Apply for a level."""
    charter_usecases.apply(actor=request.actor, at=clock.utc_now(), level_id=level_id)
    messages.success(request, _("We have your application. You hear from us."))
    return redirect("member:level")


@require_POST
@member_page
def withdraw(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """Take an application back."""
    charter_usecases.withdraw(
        actor=request.actor, at=clock.utc_now(), application_id=application_id
    )
    messages.success(request, _("Your application is withdrawn."))
    return redirect("member:level")


@require_POST
@member_page
def add_paper(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """Add a photo or PDF to an application."""
    file = request.FILES.get("paper")
    try:
        charter_usecases.add_paper(
            actor=request.actor,
            at=clock.utc_now(),
            application_id=application_id,
            data=file.read(MAX_PAPER + 1) if file else b"",
        )
    except Invalid as refusal:
        messages.error(request, message(refusal))
    else:
        messages.success(request, _("Sent. Only who looks at applications can open it."))
    return redirect("member:level")


@require_GET
@member_page
def paper(request: MemberRequest, application_id: UUID, number: int) -> HttpResponse:
    """A paper that the member has sent."""
    found = charter_usecases.read_own_paper(
        actor=request.actor, application_id=application_id, number=number
    )
    return papers.answer(kind=found.kind, data=found.data, name=f"paper-{number}")


@require_GET
def charter(request: HttpRequest) -> HttpResponse:
    """The charter in force, for anybody to read."""
    context = {"charter": charters.find_charter(), "is_member": find_session(request) is not None}
    return render(request, "member/charter.html", context)


def progress_of(request: MemberRequest) -> Progress:
    """How far the member is today."""
    return rewards.progress(request.actor.own_id, members.own_today(request.actor, clock.utc_now()))


def bar(gap: Gap) -> Bar:
    """``gap`` as a bar."""
    return Bar(
        done=min(100, gap.have * 100 // gap.need) if gap.need else 100,
        have=words.amount(gap.measure, gap.have),
        need=words.amount(gap.measure, gap.need),
        missing=words.missing(gap),
    )
