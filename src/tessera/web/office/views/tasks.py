"""Tasks: whom somebody should speak to, by when, and what came of it."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.care import permissions, queries, usecases
from tessera.finance.queries.days import get_today
from tessera.kernel import clock
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import care_forms, rendering, sheets
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.VIEW)
def tasks(request: PageRequest) -> HttpResponse:
    """What is open, the most urgent first; one's own are marked."""
    context = {
        "tasks": queries.list_due(request.actor),
        "today": get_today(request.actor, clock.utc_now()),
        "may_follow_up": request.actor.may(permissions.FOLLOW_UP),
    }
    return rendering.page(request, "tasks.html", context, section="tasks")


@require_http_methods(["GET", "POST"])
@page(permissions.FOLLOW_UP)
def finish(request: PageRequest, task_id: UUID) -> HttpResponse:
    """It is done, and what came of it."""
    queries.get_task(request.actor, task_id)
    return sheets.answer(
        request,
        Sheet(
            title=_("The task is done"),
            button=_("Done"),
            done=_("Done. Thank you."),
            back=reverse("office:tasks"),
            section="tasks",
        ),
        care_forms.DoneForm(sheets.data_of(request)),
        lambda filled: usecases.finish(
            actor=request.actor, at=clock.utc_now(), task_id=task_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.FOLLOW_UP)
def dismiss(request: PageRequest, task_id: UUID) -> HttpResponse:
    """It is not done, and why."""
    queries.get_task(request.actor, task_id)
    return sheets.answer(
        request,
        Sheet(
            title=_("Drop the task"),
            button=_("Drop"),
            done=_("The task is dropped."),
            back=reverse("office:tasks"),
            grave=True,
            section="tasks",
        ),
        care_forms.DropForm(sheets.data_of(request)),
        lambda filled: usecases.dismiss(
            actor=request.actor, at=clock.utc_now(), task_id=task_id, **filled
        ),
    )
