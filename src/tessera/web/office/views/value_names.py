"""Whose a card is by a document: noted once, and its number looked at with a trace."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tessera.kernel import clock
from tessera.members import queries as members
from tessera.wallet import permissions, queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import law_forms, rendering, sheets
from tessera.web.office.sheets import Sheet
from tessera.web.office.views.value_frozen import store_of


@require_http_methods(["GET", "POST"])
@page(permissions.RECORD_NAME)
def record(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Note the name of a document that was looked at, and its number where a rule needs it."""
    member = members.get_profile(request.actor, member_id).member
    known = queries.find_real_name(member.id)
    sheet = Sheet(
        title=_("Real name"),
        button=_("Save"),
        done=_("The name is noted."),
        back=reverse("office:member", args=[member.id]),
        text=_(
            "Type it as the document shows it. The number is kept sealed; leave it empty unless you must have it."
        ),
        section="members",
    )
    return sheets.answer(
        request,
        sheet,
        law_forms.NameForm(
            sheets.data_of(request), initial={"name": known.name if known else member.name}
        ),
        lambda filled: usecases.record_name(
            actor=request.actor,
            at=clock.utc_now(),
            store_id=store_of(request, member),
            member_id=member.id,
            name=filled["name"],
            number=filled["number"],
        ),
    )


@require_POST
@page(permissions.SEE_NUMBER)
def number(request: PageRequest, member_id: UUID) -> HttpResponse:
    """The number of the document, in the place of the button."""
    found = usecases.reveal_number(actor=request.actor, at=clock.utc_now(), member_id=member_id)
    return rendering.page(request, "member_number.html", {"number": found}, part="number")
