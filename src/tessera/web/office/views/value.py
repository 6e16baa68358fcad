"""Stored value: one page of what is set, and the rules behind it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.finance.queries.days import get_today
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.sales.queries.allowances import allowance_terms
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.rules import prepaid
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import law_forms, rendering, sheets, value_forms, value_words
from tessera.web.office.fields import typed
from tessera.web.office.sheets import Sheet

SECTION = "value"


@require_GET
@page(permissions.SET_POLICY)
def value(request: PageRequest) -> HttpResponse:
    """Plans, the law, the contract, safeguards, what is frozen, and stores that close."""
    known, today = versions.current(), get_today(request.actor, clock.utc_now())
    legal, profile = queries.legal.get(known), queries.legal.get(known).on(today)
    contract = queries.find_contract()
    context = {
        "plans": [
            (one, value_words.plan(one.plan) if one.plan else [])
            for one in queries.list_topup_skus()
        ],
        "policy": queries.policy.get(known),
        "limits": allowance_terms.get(known),
        "order": value_words.ORDERS[queries.policy.get(known).consumption_order],
        "profile": profile,
        "profile_name": value_words.profile(profile.name),
        "rules": _rules(profile),
        "coming": [one for one in legal.profiles if one.valid_from and one.valid_from > today],
        "contract": contract,
        "accepted_count": queries.count_acceptances(contract.version) if contract else 0,
        "freezes": queries.list_all_freezes(request.actor),
        "closings": (closings := {row.store_id: row for row in queries.list_closings()}),
        "stores": [(one, closings.get(one.id)) for one in org.list_stores(request.actor)],
        "may_set": request.actor.store_ids is None,
    }
    return rendering.page(request, "value.html", context, section=SECTION)


def _rules(profile: queries.ProfileVersion) -> list[tuple[Any, str, Any, str]]:
    found = []
    for key, rule in profile.rules.items():
        label, unit, source = value_words.RULES[key]
        mode = "" if rule.mode == prepaid.OFF else str(value_words.MODES[rule.mode])
        found.append((label, value_words.figure(unit, rule.value), source, mode))
    return found


@require_http_methods(["GET", "POST"])
@page(permissions.SET_LEGAL)
def law(request: PageRequest) -> HttpResponse:
    """Every rule of the law, each with its source."""
    request.actor.require_everywhere(permissions.SET_LEGAL)
    today = get_today(request.actor, clock.utc_now())
    now = queries.legal.get(versions.current()).on(today)
    name = request.GET.get("profile", "")
    if name in prepaid.PROFILES:
        now = queries.ProfileVersion(now.version, name, today, prepaid.PROFILES[name])
    form = law_forms.LawForm(
        sheets.data_of(request),
        now=now,
        initial={"name": value_words.profile(now.name), "valid_from": today},
    )
    if form.is_bound and form.is_valid():
        try:
            usecases.set_profile(
                actor=request.actor,
                at=clock.utc_now(),
                name=form.cleaned_data["name"],
                rules=form.profile(),
                valid_from=form.cleaned_data["valid_from"],
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Saved as a new version."))
            return redirect("office:value")
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "profiles": [(one, value_words.PROFILES[one]) for one in prepaid.PROFILES],
    }
    return rendering.page(request, "value_law.html", context, section=SECTION, status=status)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_LEGAL)
def contract(request: PageRequest) -> HttpResponse:
    """Write the contract on prepayment anew."""
    request.actor.require_everywhere(permissions.SET_LEGAL)
    newest = queries.find_contract()
    present = {
        one.language: one.text
        for one in queries.list_contracts()
        if newest and one.version == newest.version
    }
    form = law_forms.ContractForm(sheets.data_of(request), present=present)
    if form.is_bound and form.is_valid():
        texts = {code: form.cleaned_data[code] for code, _name in settings.LANGUAGES}
        usecases.write_contract(actor=request.actor, at=clock.utc_now(), texts=texts)
        messages.success(request, _("Published. Members accept it before their next top-up."))
        return redirect("office:value")
    status = 422 if form.is_bound else 200
    context = {"form": form, "newest": newest}
    return rendering.page(request, "value_contract.html", context, section=SECTION, status=status)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def giving(request: PageRequest) -> HttpResponse:
    """Whether members give stored value to others."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    sheet = Sheet(
        title=_("Gifts of stored value"),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("office:value"),
        section=SECTION,
    )
    policy = queries.policy.get(versions.current())
    initial = {
        "may_give": policy.may_give,
        "may_transfer_value": policy.may_transfer_value,
        "give_once_minor": typed(policy.give_once_minor),
        "give_day_minor": typed(policy.give_day_minor),
        "replace_alone_minor": typed(policy.replace_alone_minor),
    }
    return sheets.answer(
        request,
        sheet,
        value_forms.GivingForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.set_gifts(actor=request.actor, at=clock.utc_now(), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def safeguards(request: PageRequest) -> HttpResponse:
    """What is proved before stored value is spent, and when members are told."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    sheet = Sheet(
        title=_("PIN, code and mark"),
        button=_("Save"),
        done=_("Saved. It holds at once at every till."),
        back=reverse("office:value"),
        section=SECTION,
    )
    policy = queries.policy.get(versions.current())
    return sheets.answer(
        request,
        sheet,
        value_forms.SafeguardForm(sheets.data_of(request), policy=policy),
        lambda filled: usecases.set_safeguards(
            actor=request.actor,
            at=clock.utc_now(),
            proof_over_minor=filled["proof_over"],
            proof_days=filled["days"],
            proof_way=filled["way"],
            proof_tries=filled["tries"],
            proof_lock_minutes=filled["minutes"],
            low_mark_minor=filled["low_mark"],
        ),
    )
