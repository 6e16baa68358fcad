"""What is known of a member beyond name and phone, and the dialogs to change it."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.members.queries import ProfileFacts
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, member_forms, sheets
from tessera.web.office.sheets import Sheet


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def profile(request: PageRequest, member_id: UUID) -> HttpResponse:
    """What the member tells of themselves."""
    facts = _facts(request, member_id)
    initial = {
        "gender": facts.gender,
        "income_band": facts.income_band,
        "region": facts.region,
        "style": facts.style,
        "sizes": "\n".join(f"{of} {size}" for of, size in facts.sizes.items()),
    }
    return sheets.answer(
        request,
        _sheet(member_id, _("What the member tells"), _("Save"), _("Saved.")),
        member_forms.ProfileForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.change_profile(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def birthday(request: PageRequest, member_id: UUID) -> HttpResponse:
    """A birthday by the sun or the moon."""
    known = _facts(request, member_id).birthday
    initial: dict[str, object] = {"calendar": "solar"}
    if known:
        calendar = "leap" if known.leap else "lunar" if known.lunar else "solar"
        days = {"month": known.month, "day": known.day, "year": known.year}
        initial = {"calendar": calendar, **days}
    form = member_forms.BirthdayForm(sheets.data_of(request), initial=initial)
    text = _("Without the year it is celebrated all the same.")
    return sheets.answer(
        request,
        _sheet(member_id, _("Birthday"), _("Save"), _("Saved."), text),
        form,
        lambda _filled: usecases.set_birthday(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, birthday=form.birthday()
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def photo(request: PageRequest, member_id: UUID) -> HttpResponse:
    """A picture of the member."""
    _facts(request, member_id)
    form = member_forms.PhotoForm(sheets.data_of(request), sheets.files_of(request))
    return sheets.answer(
        request,
        _sheet(member_id, _("Picture"), _("Save"), _("Saved.")),
        form,
        lambda filled: usecases.set_photo(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            data=filled["photo"].read() if filled["photo"] else None,
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def answers(request: PageRequest, member_id: UUID) -> HttpResponse:
    """The brand's own fields that the reader may change."""
    asked = [one for one in _facts(request, member_id).answers if one.changeable]
    return sheets.answer(
        request,
        _sheet(member_id, _("More about the member"), _("Save"), _("Saved.")),
        member_forms.AnswersForm(sheets.data_of(request), answers=asked),
        lambda filled: usecases.answer_fields(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            answers={UUID(key): text for key, text in filled.items()},
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def family(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Another member of the family."""
    _facts(request, member_id)
    return sheets.answer(
        request,
        _sheet(member_id, _("Add a relative"), _("Add"), _("Added.")),
        member_forms.FamilyForm(sheets.data_of(request)),
        lambda filled: usecases.link_family(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def unlink(request: PageRequest, member_id: UUID, relative_id: UUID) -> HttpResponse:
    """Forget what two members are to each other."""
    _facts(request, member_id)
    return sheets.answer(
        request,
        _sheet(member_id, _("Remove the relative?"), _("Remove"), _("Removed.")),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.unlink_family(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, relative_id=relative_id
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.WRITE_NOTES)
def note(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Something to remember."""
    _facts(request, member_id)
    return sheets.answer(
        request,
        _sheet(member_id, _("Write a note"), _("Keep"), _("The note is kept.")),
        member_forms.NoteForm(sheets.data_of(request)),
        lambda filled: usecases.write_note(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.TAG)
def tag(request: PageRequest, member_id: UUID) -> HttpResponse:
    """A tag by hand."""
    _facts(request, member_id)
    text = "" if any(one.is_active for one in members.list_tags()) else _("No tag is defined yet.")
    return sheets.answer(
        request,
        _sheet(member_id, _("Hang a tag"), _("Hang"), _("The tag hangs there."), text),
        member_forms.TagOnMemberForm(sheets.data_of(request)),
        lambda filled: usecases.set_tag(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            tag_id=UUID(filled["tag"]),
            why=filled["why"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.TAG)
def untag(request: PageRequest, member_id: UUID, tag_id: UUID) -> HttpResponse:
    """Take a tag away."""
    _facts(request, member_id)
    title = _("Take the tag %(name)s away?") % {"name": members.get_tag(tag_id).name}
    return sheets.answer(
        request,
        _sheet(member_id, title, _("Take away"), _("The tag is gone.")),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.remove_tag(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, tag_id=tag_id
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.TRANSFER_CARD)
def transfer(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Hand the membership to another person."""
    member = members.get_profile(request.actor, member_id).member
    text = _(
        "All that is on the card goes from %(name)s to the new person, who gets a new card."
        " What is known of %(name)s is forgotten."
    ) % {"name": member.name}
    sheet = _sheet(member_id, _("Transfer the membership"), _("Transfer"), _("Done."), text)
    return sheets.answer(
        request,
        sheet,
        member_forms.TransferForm(sheets.data_of(request)),
        lambda filled: usecases.transfer_card(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, **filled
        ),
    )


def _facts(request: PageRequest, member_id: UUID) -> ProfileFacts:
    """What is known, which is there only for people of the member's store."""
    return members.get_profile_facts(request.actor, member_id, on=clock.utc_now().date())


def _sheet(member_id: UUID, title: str, button: str, done: str, text: str = "") -> Sheet:
    back = reverse("office:member", args=[member_id])
    return Sheet(title=title, button=button, done=done, back=back, text=text, section="members")
