"""Closing a store, step by step: who is owed what, no more top-ups, notices, the end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.care import queries as care
from tessera.kernel import clock
from tessera.kernel.clock import business_day
from tessera.kernel.errors import DomainError
from tessera.kernel.money import Money
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.rules import prepaid
from tessera.web.kit import asked, currency, formats, spreadsheets
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, law_forms, rendering, sheets, value_words
from tessera.web.office.sheets import Sheet
from tessera.web.office.views.value import SECTION


@require_http_methods(["GET", "POST"])
@page(permissions.CLOSE_STORE)
def closing(request: PageRequest, store_id: UUID) -> HttpResponse:
    """Where a store's closing stands, and its first step."""
    at, store = clock.utc_now(), org.get_store(store_id)
    owed, row = queries.list_owed(request.actor, store_id), queries.find_closing(store_id)
    gifts = queries.list_owed_gifts(request.actor, store_id)
    form = law_forms.ClosingForm(sheets.data_of(request))
    if form.is_bound and form.is_valid():
        try:
            begun = usecases.begin_closing(
                actor=request.actor,
                at=at,
                store_id=store_id,
                closes_on=form.cleaned_data["closes_on"],
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(
                request, _("Begun. No top-up, card or gift card is sold there any more.")
            )
            for key in begun.warned:
                messages.warning(request, value_words.warning(key))
            return redirect("office:value-closing", store_id)
    today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    rules = queries.legal.get(versions.current()).on(today).rules
    context = {
        "store": store,
        "row": row,
        "owed": owed[:200],
        "owed_count": len(owed),
        "owed_minor": sum(one.whole_minor for one in owed),
        "gifts": gifts[:200],
        "gifts_count": len(gifts),
        "gifts_minor": sum(one.left_minor for one in gifts),
        "told_count": care.count_told_of_closing(row.id) if row else 0,
        "days": rules[prepaid.CLOSING_NOTICE].value,
        "may_finish": row is not None and row.closed_at is None and today >= row.closes_on,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return rendering.page(request, "value_closing.html", context, section=SECTION, status=status)


@require_GET
@page(permissions.CLOSE_STORE)
def owed(request: PageRequest, store_id: UUID) -> HttpResponse:
    """Who is owed what, to take along as a table or a workbook; phones are masked."""
    at, store, found = (
        clock.utc_now(),
        org.get_store(store_id),
        queries.list_owed(request.actor, store_id),
    )
    parts = [_("Principal"), _("Bonus"), _("Frozen"), _("Bonus to come"), _("Cards not used")]
    header = [_("Full name"), _("Phone"), *parts, _("All of it")]
    code = currency.code()
    rows = [
        [
            one.name,
            one.phone_masked,
            *(
                str(Money(minor, code).decimal)
                for minor in (
                    one.principal_minor,
                    one.bonus_minor,
                    one.frozen_minor,
                    one.coming_minor,
                    one.cards_minor,
                    one.whole_minor,
                )
            ),
        ]
        for one in found
    ]
    rows += [
        [_("Gift card"), one.number, *[""] * len(parts), str(Money(one.left_minor, code).decimal)]
        for one in queries.list_owed_gifts(request.actor, store_id)
    ]
    mark = _("Taken by %(name)s, %(time)s.") % {
        "name": request.actor.name,
        "time": formats.instant(at),
    }
    kind = "csv" if asked.text(request, "file") == "csv" else "xlsx"
    if kind == "xlsx":
        body, content_type = (
            spreadsheets.xlsx(mark=mark, header=header, rows=rows),
            spreadsheets.XLSX,
        )
    else:
        body, content_type = (
            spreadsheets.csv_file(mark=mark, header=header, rows=rows),
            spreadsheets.CSV,
        )
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="owed-{store.code}.{kind}"'
    return answer


@require_http_methods(["GET", "POST"])
@page(permissions.CLOSE_STORE)
def cancel(request: PageRequest, store_id: UUID) -> HttpResponse:
    """The store stays after all."""
    store = org.get_store(store_id)
    sheet = _sheet(
        store.id,
        _("Call the closing off"),
        _("Call it off"),
        _("The store stays."),
        _("Top-ups are taken again. Tell the members who were told that it closes."),
    )
    return sheets.answer(
        request,
        sheet,
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.cancel_closing(
            actor=request.actor, at=clock.utc_now(), store_id=store.id
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CLOSE_STORE)
def finish(request: PageRequest, store_id: UUID) -> HttpResponse:
    """The store is closed."""
    store = org.get_store(store_id)
    sheet = _sheet(
        store.id,
        _("Close the store"),
        _("Close the store"),
        _("The store is closed."),
        _("What it still owes stays with its members: they spend it elsewhere, or it is paid out."),
    )
    return sheets.answer(
        request,
        sheet,
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.finish_closing(
            actor=request.actor, at=clock.utc_now(), store_id=store.id
        ),
    )


def _sheet(store_id: UUID, title: str, button: str, done: str, text: str) -> Sheet:
    back = reverse("office:value-closing", args=[store_id])
    return Sheet(title, button, done, back, text=text, grave=True, section=SECTION)
