"""What a member agrees to, taken back by whoever they tell: at the counter, or by phone."""

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.members import queries as members
from tessera.messaging import permissions, queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import sheets
from tessera.web.office.forms import SheetForm
from tessera.web.office.sheets import Sheet

KEPT = "membership"
"""Without it there is no account; it ends by leaving."""

SOURCE = "office"


class WithdrawForm(SheetForm):
    """Which consent, and how the member asked."""

    purpose = forms.ChoiceField(label=gettext_lazy("Agreed to so far"))
    evidence = forms.CharField(
        label=gettext_lazy("How the member asked"), max_length=120, required=False
    )


@require_http_methods(["GET", "POST"])
@page(permissions.RECORD_CONSENTS)
def withdraw(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Take one consent back; it holds at once."""
    name = members.get_profile(request.actor, member_id).member.name
    form, given = WithdrawForm(sheets.data_of(request)), _given(member_id)
    form.offer("purpose", given)
    text = _("%(name)s is not asked again, and it holds at once.")
    sheet = Sheet(
        title=_("Withdraw a consent"),
        button=_("Withdraw"),
        done=_("Withdrawn. It holds from now on."),
        back=reverse("office:member", args=[member_id]),
        text=text % {"name": name},
        section="members",
    )
    if not given:
        nothing = _("%(name)s agrees to nothing but the membership.") % {"name": name}
        return sheets.tell(request, replace(sheet, button="", text=nothing))
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: usecases.withdraw_consent(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, source=SOURCE, **filled
        ),
    )


def _given(member_id: UUID) -> list[tuple[str, str]]:
    found = queries.consents_of(member_id, at=clock.utc_now())
    titles = {text.purpose: text.title for text in queries.list_texts()}
    return [
        (purpose, titles[purpose])
        for purpose, one in found.items()
        if one.given and purpose in titles and purpose != KEPT
    ]
