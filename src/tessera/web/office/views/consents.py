"""What members agree to: the words for each purpose, their versions, and who agreed to which."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.messaging import permissions, queries, usecases
from tessera.messaging.queries import TextFacts
from tessera.platform.refusals import message
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.forms import SheetForm

SECTION = "messages"


class WordsForm(SheetForm):
    """The words for one purpose, in every language."""

    def __init__(self, data: QueryDict | None, *, present: dict[str, str]) -> None:
        super().__init__(data)
        for language, name in settings.LANGUAGES:
            self.fields[language] = forms.CharField(
                label=name,
                max_length=1000,
                initial=present.get(language, ""),
                widget=forms.Textarea(
                    attrs={"rows": 5, "class": "textarea w-full", "lang": language}
                ),
            )

    def previews(self) -> list[tuple[str, str, str]]:
        """Language, its name, and what was written in it so far."""
        return [
            (language, str(name), str(self[language].value() or ""))
            for language, name in settings.LANGUAGES
        ]


@require_GET
@page(permissions.VIEW)
def texts(request: PageRequest) -> HttpResponse:
    """Every purpose with its words as they stand."""
    context = {"texts": queries.list_texts(), "may_write": _may_write(request)}
    return rendering.page(request, "consent_texts.html", context, section=SECTION)


@require_GET
@page(permissions.VIEW)
def text(request: PageRequest, purpose: str) -> HttpResponse:
    """One purpose: a version in every language, and who agrees to it."""
    now, versions = _text(purpose), queries.list_versions(purpose)
    wanted = asked.text(request, "version")
    shown = next((one for one in versions if str(one.version) == wanted), versions[0])
    people, after = queries.list_agreed(
        request.actor,
        purpose=purpose,
        version=shown.version,
        after=asked.uuid(request, "after"),
    )
    context = {
        "now": now,
        "versions": versions,
        "shown": shown,
        "words": [(key, name, shown.texts[key]) for key, name in settings.LANGUAGES],
        "people": people,
        "after": after,
        "may_write": _may_write(request),
    }
    part = "rows" if request.htmx and "after" in request.GET else ""
    return rendering.page(request, "consent_text.html", context, section=SECTION, part=part)


@require_http_methods(["GET", "POST"])
@page(permissions.WRITE_TEXTS)
def write(request: PageRequest, purpose: str) -> HttpResponse:
    """Write the next version, beginning with the present words; look at it first, then publish."""
    request.actor.require_everywhere(permissions.WRITE_TEXTS)
    now = _text(purpose)
    form = WordsForm(sheets.data_of(request), present=dict(queries.list_versions(purpose)[0].texts))
    is_draft = form.is_bound and "preview" in request.POST
    if form.is_bound and form.is_valid() and not is_draft:
        try:
            usecases.write_consent_text(
                actor=request.actor, at=clock.utc_now(), purpose=purpose, texts=form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Published. Whoever is asked from now on reads this."))
            return redirect("office:consent-text", purpose=purpose)
    context = {"form": form, "now": now, "is_draft": is_draft and form.is_valid()}
    status = 422 if form.is_bound and not context["is_draft"] else 200
    return rendering.page(request, "consent_write.html", context, section=SECTION, status=status)


def _text(purpose: str) -> TextFacts:
    try:
        return queries.get_text(purpose)
    except DomainError as unknown:
        raise Http404 from unknown


def _may_write(request: PageRequest) -> bool:
    return request.actor.store_ids is None and request.actor.may(permissions.WRITE_TEXTS)
