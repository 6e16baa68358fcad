"""What the brand defines about members: levels, tags, fields of its own, age bands."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.campaigns import queries as campaigns
from tessera.campaigns import usecases as campaign_usecases
from tessera.campaigns.permissions import SET_LIFECYCLE, VIEW_TAG_RULES
from tessera.campaigns.rules.lifecycle import Bounds
from tessera.identity import queries as identity
from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office import member_settings_forms as settings_forms
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.VIEW)
def settings(request: PageRequest) -> HttpResponse:
    """All of it on one page."""
    everywhere = request.actor.store_ids is None
    context = {
        "levels": members.list_levels(),
        "tags": members.list_tags(),
        "fields": members.list_fields(),
        "bands": members.list_age_bands(),
        "code_needed": identity.is_code_needed(),
        "guide_shown": members.is_guide_shown(),
        "bounds": campaigns.get_bounds(),
        "may_set_lifecycle": everywhere and request.actor.may(SET_LIFECYCLE),
        "may_see_rules": request.actor.may(VIEW_TAG_RULES),
        "may_define": everywhere and request.actor.may(permissions.DEFINE),
        "may_set_levels": everywhere and request.actor.may(permissions.SET_LEVELS),
    }
    return rendering.page(request, "member_settings.html", context, section="members")


@require_http_methods(["GET", "POST"])
@page(permissions.SET_LEVELS)
def define_level(request: PageRequest) -> HttpResponse:
    """A new level."""
    request.actor.require_everywhere(permissions.SET_LEVELS)
    form = settings_forms.NewLevelForm(sheets.data_of(request))
    return sheets.answer(
        request,
        _sheet(_("Define a level"), _("Define"), _("The level is defined.")),
        form,
        lambda filled: usecases.define_level(
            **_by(request),
            name=filled["name"],
            rank=filled["rank"],
            discount_bp=form.discount_bp(),
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_LEVELS)
def change_level(request: PageRequest, level_id: UUID) -> HttpResponse:
    """Another name or discount for a level."""
    request.actor.require_everywhere(permissions.SET_LEVELS)
    level = members.get_level(level_id)
    initial = {"name": level.name, "discount": Decimal(level.discount_bp) / 100}
    form = settings_forms.LevelDefinitionForm(sheets.data_of(request), initial=initial)
    return sheets.answer(
        request,
        _sheet(_("Change the level"), _("Save"), _("Saved.")),
        form,
        lambda filled: usecases.redefine_level(
            **_by(request),
            level_id=level_id,
            name=filled["name"],
            discount_bp=form.discount_bp(),
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def define_tag(request: PageRequest) -> HttpResponse:
    """A new tag."""
    request.actor.require_everywhere(permissions.DEFINE)
    return sheets.answer(
        request,
        _sheet(_("Define a tag"), _("Define"), _("The tag is defined.")),
        settings_forms.TagForm(sheets.data_of(request)),
        lambda filled: usecases.define_tag(**_by(request), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def change_tag(request: PageRequest, tag_id: UUID) -> HttpResponse:
    """Another name or colour for a tag, or retire it."""
    request.actor.require_everywhere(permissions.DEFINE)
    tag = members.get_tag(tag_id)
    initial = {"name": tag.name, "colour": tag.colour, "is_active": tag.is_active}
    return sheets.answer(
        request,
        _sheet(_("Change the tag"), _("Save"), _("Saved.")),
        settings_forms.ChangeTagForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.change_tag(**_by(request), tag_id=tag_id, **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def define_field(request: PageRequest) -> HttpResponse:
    """Something more to ask of members."""
    request.actor.require_everywhere(permissions.DEFINE)
    return sheets.answer(
        request,
        _sheet(_("Ask something more"), _("Define"), _("The field is defined.")),
        settings_forms.NewFieldForm(sheets.data_of(request)),
        lambda filled: usecases.define_field(**_by(request), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def change_field(request: PageRequest, field_id: UUID) -> HttpResponse:
    """Another name, other choices or other readers, or ask it no longer."""
    request.actor.require_everywhere(permissions.DEFINE)
    field = members.get_field(field_id)
    initial = {
        "name": field.name,
        "choices": "\n".join(field.choices),
        "seen_by": list(field.seen_by),
        "changed_by": list(field.changed_by),
        "is_active": field.is_active,
    }
    return sheets.answer(
        request,
        _sheet(_("Change the field"), _("Save"), _("Saved.")),
        settings_forms.ChangeFieldForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.change_field(**_by(request), field_id=field_id, **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def define_age_band(request: PageRequest) -> HttpResponse:
    """How members are called from an age on."""
    request.actor.require_everywhere(permissions.DEFINE)
    return sheets.answer(
        request,
        _sheet(_("Name an age band"), _("Keep"), _("Kept.")),
        settings_forms.AgeBandForm(sheets.data_of(request)),
        lambda filled: usecases.define_age_band(**_by(request), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def remove_age_band(request: PageRequest, band_id: UUID) -> HttpResponse:
    """Forget a name for an age."""
    request.actor.require_everywhere(permissions.DEFINE)
    return sheets.answer(
        request,
        _sheet(_("Forget this name?"), _("Forget"), _("Forgotten.")),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.remove_age_band(**_by(request), band_id=band_id),
    )


@require_http_methods(["GET", "POST"])
@page(SET_LIFECYCLE)
def set_lifecycle(request: PageRequest) -> HttpResponse:
    """After how many months without a purchase a stage ends."""
    request.actor.require_everywhere(SET_LIFECYCLE)
    form = settings_forms.LifecycleForm(
        sheets.data_of(request), initial=asdict(campaigns.get_bounds())
    )
    return sheets.answer(
        request,
        _sheet(_("Lifecycle"), _("Save"), _("Saved.")),
        form,
        lambda filled: campaign_usecases.set_lifecycle(**_by(request), bounds=Bounds(**filled)),
    )


def _by(request: PageRequest) -> Mapping[str, Any]:
    return {"actor": request.actor, "at": clock.utc_now()}


def _sheet(title: str, button: str, done: str) -> Sheet:
    back = reverse("office:member-settings")
    return Sheet(title=title, button=button, done=done, back=back, section="members")
