"""All promotions of a month, by day and side by side."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_GET

from tessera.offers import permissions, queries
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering
from tessera.web.office.promotions import calendar
from tessera.web.office.views.promotions import SECTION


@require_GET
@page(permissions.VIEW)
def month(request: PageRequest) -> HttpResponse:
    """The month of the day that is asked for, with what stands in each other's way; of that day, if
    one is named, what holds on it."""
    today = timezone.localdate()
    chosen = asked.day(request, "day")
    first = (chosen or asked.day(request, "month") or today).replace(day=1)
    views = queries.list_promotions(actor=request.actor)
    found = calendar.month_of(views, first, today)
    context = {
        "month": found,
        "today": today,
        "chosen": next((day for day in found.days if day.on == chosen), None),
        "weekdays": [WEEKDAYS_ABBR[n] for n in range(7)],
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "why": calendar.WHY,
        "may_set": request.actor.may(permissions.SET_PROMOTIONS),
    }
    return rendering.page(request, "promotion_calendar.html", context, section=SECTION)
