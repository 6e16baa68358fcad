"""The member's level: what it gives, what the next one asks, and what it rests on."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tessera.members import queries as members
from tessera.rewards import queries as rewards
from tessera.rewards.queries import Gap, Progress
from tessera.web.kit import levels as words
from tessera.web.member import rendering
from tessera.web.member.access import MemberRequest, member_page


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
        "levels": members.list_levels(),
    }
    return rendering.page(request, "level.html", context, tab="card")


def progress_of(request: MemberRequest) -> Progress:
    """How far the member is today."""
    return rewards.progress(request.actor.own_id, timezone.localdate())


def bar(gap: Gap) -> Bar:
    """``gap`` as a bar."""
    return Bar(
        done=min(100, gap.have * 100 // gap.need) if gap.need else 100,
        have=words.amount(gap.measure, gap.have),
        need=words.amount(gap.measure, gap.need),
        missing=words.missing(gap),
    )
