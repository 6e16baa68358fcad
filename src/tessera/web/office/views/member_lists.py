"""What the members' list asks for: kept filters, and the list as a file."""

from datetime import date
from itertools import zip_longest
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.campaigns import queries as campaigns
from tessera.campaigns.rules.lifecycle import STAGES
from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.members.queries import Besides, ExportRow, MemberFilter
from tessera.web.kit import asked, formats, spreadsheets
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, member_forms, rendering, sheets
from tessera.web.office.sheets import Sheet

FIELDS = ("level", "store", "guide", "tag", "month", "band", "stage", "since", "until")
"""What a filter is made of, as the list's address says it."""

MINE, NOBODYS = "mine", "none"
"""Instead of a guide: whoever reads, and no guide who works here."""

MONTHS = 12


def filter_of(request: PageRequest) -> MemberFilter:
    """What the page's address asks for."""
    month, guide = asked.number(request, "month"), asked.text(request, "guide")
    from_age, to_age = _ages(asked.uuid(request, "band"))
    return MemberFilter(
        level_id=asked.uuid(request, "level"),
        store_id=asked.uuid(request, "store"),
        tag_id=asked.uuid(request, "tag"),
        joined_from=asked.day(request, "since"),
        joined_until=asked.day(request, "until"),
        birthday_month=month if 1 <= month <= MONTHS else None,
        from_age=from_age,
        to_age=to_age,
        guide_id=request.actor.id if guide == MINE else asked.uuid(request, "guide"),
        unguided=True if guide == NOBODYS else None,
        besides=_stage(asked.text(request, "stage")),
    )


def _stage(key: str) -> Besides | None:
    if key not in STAGES:
        return None
    return Besides(told=key, who=campaigns.who_is(key, at=clock.utc_now()))


def query_of(request: HttpRequest) -> str:
    """The filter's part of the page's address."""
    kept = QueryDict(mutable=True)
    for name in FIELDS:
        if value := request.GET.get(name):
            kept[name] = value[:60]
    return kept.urlencode()


def _ages(band_id: UUID | None) -> tuple[int | None, int | None]:
    """From the band's age to the year before the next band's; nothing for an unknown band."""
    bands = members.list_age_bands()
    for band, following in zip_longest(bands, bands[1:]):
        if band.id == band_id:
            return band.from_age, following.from_age - 1 if following else None
    return None, None


@require_http_methods(["GET", "POST"])
@page(permissions.VIEW)
def keep(request: PageRequest) -> HttpResponse:
    """Keep what the list asks for under a name."""
    query = query_of(request)
    address = f"{reverse('office:members')}?{query}"
    return sheets.answer(
        request,
        Sheet(
            title=_("Keep this filter"),
            button=_("Keep"),
            done=_("The filter is kept."),
            back=address,
            section="members",
            action=request.get_full_path(),
        ),
        member_forms.FilterForm(sheets.data_of(request)),
        lambda filled: usecases.keep_filter(
            actor=request.actor, at=clock.utc_now(), name=filled["name"], query=query
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.VIEW)
def drop(request: PageRequest, filter_id: UUID) -> HttpResponse:
    """Forget a kept filter."""
    return sheets.answer(
        request,
        Sheet(
            title=_("Forget this filter?"),
            button=_("Forget"),
            done=_("Forgotten."),
            back=reverse("office:members"),
            section="members",
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.drop_filter(
            actor=request.actor, at=clock.utc_now(), filter_id=filter_id
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.EXPORT)
def export(request: PageRequest) -> HttpResponse:
    """The list as a file that says who took it."""
    form = member_forms.ExportForm(sheets.data_of(request), actor=request.actor)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "action": request.get_full_path()}
        template = "member_export.html"
        return rendering.page(
            request, template, context, section="members", part="sheet", status=status
        )
    at = clock.utc_now()
    rows = usecases.export_members(
        actor=request.actor,
        at=at,
        on=at.date(),
        wanted=filter_of(request),
        whole_phones=form.cleaned_data.get("whole_phones", False),
    )
    told = {"name": request.actor.name, "time": formats.instant(at)}
    mark = _("Taken by %(name)s, %(time)s. Personal data: keep it safe and delete it after use.")
    return _file(form.cleaned_data["kind"], mark % told, rows, at.date())


def _file(kind: str, mark: str, rows: list[ExportRow], day: date) -> HttpResponse:
    header = [
        _("Full name"),
        _("Phone"),
        _("Level"),
        _("Home store"),
        _("Guide"),
        _("Birthday"),
        _("Joined"),
        _("Tags"),
    ]
    lines = ([str(text) for text in _line(row)] for row in rows)
    if kind == "csv":
        body, content_type = (
            spreadsheets.csv_file(mark=mark, header=header, rows=lines),
            spreadsheets.CSV,
        )
    else:
        body, content_type = (
            spreadsheets.xlsx(mark=mark, header=header, rows=lines),
            spreadsheets.XLSX,
        )
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="members-{day.isoformat()}.{kind}"'
    return answer


def _line(row: ExportRow) -> tuple[str, ...]:
    born = row.birthday.isoformat() if row.birthday else ""
    tags = " ".join(row.tags)
    joined = row.joined_on.isoformat()
    return row.name, row.phone, row.level, row.home_store, row.guide, born, joined, tags
