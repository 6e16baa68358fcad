"""Messages: what was sent to whom, and what became of it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.care import permissions as care_permissions
from tessera.care import queries as care
from tessera.care import usecases as care_usecases
from tessera.kernel import clock
from tessera.messaging import permissions, queries
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import care_forms, rendering, sheets, words
from tessera.web.office.sheets import Sheet

SIZE = 40


@require_GET
@page(permissions.VIEW)
def messages(request: PageRequest) -> HttpResponse:
    """The newest messages, narrowed by state and the last digits of the phone; more on demand."""
    after, state = asked.uuid(request, "after"), asked.text(request, "state")
    found = queries.list_messages(
        actor=request.actor,
        state=state,
        digits=asked.text(request),
        after=after,
        limit=SIZE + 1,
    )
    context = {
        "messages_shown": found[:SIZE],
        "after": found[SIZE - 1].id if len(found) > SIZE else None,
        "states": list(words.MESSAGE_STATES.items()),
        "state": state,
        "demo": queries.is_demo(),
        "may_choose": request.actor.store_ids is None
        and request.actor.may(care_permissions.CHOOSE),
        "filtered": any(request.GET.get(name) for name in ("q", "state")),
    }
    part = "more" if after else "rows"
    return rendering.page(request, "messages.html", context, section="messages", part=part)


@require_GET
@page(care_permissions.CHOOSE)
def notices(request: PageRequest) -> HttpResponse:
    """Which kinds of notices members get, and how."""
    request.actor.require_everywhere(care_permissions.CHOOSE)
    context = {"notices": [(one, care_forms.NOTICES[one.kind]) for one in care.list_notices()]}
    return rendering.page(request, "notices.html", context, section="messages")


@require_http_methods(["GET", "POST"])
@page(care_permissions.CHOOSE)
def notice(request: PageRequest, notice: str) -> HttpResponse:
    """How one kind of notice reaches members."""
    request.actor.require_everywhere(care_permissions.CHOOSE)
    found = care.get_notice(notice)
    text = _("A text message stands in the app as well.")
    if found.purpose == "marketing":
        text += " " + _("It asks for a purchase: only who agreed to news gets the text message.")
    sheet = Sheet(
        title=str(care_forms.NOTICES[notice]),
        button=_("Save"),
        done=_("Saved. It counts from now on."),
        back=reverse("office:notices"),
        text=text,
        section="messages",
    )
    return sheets.answer(
        request,
        sheet,
        care_forms.NoticeForm(sheets.data_of(request), notice=found),
        lambda filled: care_usecases.choose_notice(
            actor=request.actor, at=clock.utc_now(), kind=notice, **filled
        ),
    )
