"""What happened with a member, in the words that colleagues read."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.insights.queries.life import KINDS, Moment
from tessera.kernel.errors import gettext_noop
from tessera.messaging import texts
from tessera.messaging.rules import TEXT_ELSEWHERE
from tessera.web.kit import applying, formats, stories
from tessera.web.kit.stories import Story
from tessera.web.office import care_forms, deeds, people, words

KIND_NAMES: words.Words = {
    "buying": _("Purchases and returns"),
    "holding": _("Points and stored value"),
    "level": _("Levels"),
    "referral": _("Bringing members"),
    "application": _("Applications"),
    "tag": _("Tags"),
    "message": _("Messages and tasks"),
    "note": _("Notes"),
    "person": _("Profile and card"),
    "consent": _("Consents"),
    "door": _("Signing in"),
}

FIELDS: Mapping[str, str] = {
    "name": gettext_noop("name"),
    "birthday": gettext_noop("birthday"),
    "phone": gettext_noop("phone"),
    "reference": gettext_noop("number elsewhere"),
    "gender": gettext_noop("gender"),
    "income_band": gettext_noop("income"),
    "region": gettext_noop("region"),
    "sizes": gettext_noop("sizes"),
    "style": gettext_noop("style"),
    "home_store": gettext_noop("home store"),
    "guide": gettext_noop("guide"),
}
"""What of the file may have changed; a field that the brand made is called by its own name."""

SOURCES: words.Words = {
    "app": _("in the app"),
    "join": _("on joining in the app"),
    "till": _("at the till"),
    "office": _("in the office"),
    "online": _("with an online order"),
    "guardian": _("by the guardian"),
    "import": _("by import"),
    "reply": _("by answering a message"),
    "transfer": _("as the membership changed hands"),
    "left": _("as the membership ended"),
}

_GUIDE_CAUSES: Mapping[str, str] = {
    "joined": gettext_noop("as the member joined"),
    "hand_over": gettext_noop("with all members of the guide"),
    "merge": gettext_noop("from the duplicate"),
}

_CALLED_BACK = gettext_noop("Called back")


def kinds_for(*, may_audit: bool) -> list[tuple[str, object]]:
    """What the reader may filter by."""
    return [(kind, KIND_NAMES[kind]) for kind in KINDS if kind != "door" or may_audit]


def tell(moment: Moment) -> Story:
    """``moment`` as one sentence, what else there is to say, and where it can be seen."""
    teller = _OWN.get((moment.kind, moment.deed)) or _BY_KIND.get(moment.kind)
    return teller(moment) if teller else stories.tell(moment)


def _deed(moment: Moment) -> Story:
    """What the audit log tells of the file, the door, a lock."""
    by = gettext("by the member") if moment.data.get("by_member") else ""
    more = " · ".join(filter(None, [*_details(moment.data), by]))
    return Story(moment, str(deeds.name(moment.deed)), _ICONS[moment.kind], more)


def _details(data: Mapping[str, Any]) -> list[str]:
    told = []
    if fields := data.get("fields"):
        told.append(gettext(", ").join(gettext(FIELDS.get(name, name)) for name in fields))
    if means := data.get("means"):
        told.append(str(words.means(means)))
    if data.get("entered") is False:
        told.append(gettext("kept out"))
    if gone := data.get("gone_name"):
        told.append(gettext("absorbed %(value)s") % {"value": gone})
    if before := data.get("from_name"):
        told.append(gettext("before: %(value)s") % {"value": before})
    if until := data.get("until"):
        told.append(gettext("until %(day)s") % {"day": formats.day(date.fromisoformat(until))})
    told += [str(data[key]) for key in ("reason", "note") if data.get(key)]
    return told


def _guide(moment: Moment) -> Story:
    """Who looks after the member from now on; a hand-over or a merge says so."""
    data = moment.data
    after = data["after"]
    text = (
        gettext("%(name)s is the guide") % {"name": after}
        if after
        else gettext("No guide of their own any more")
    )
    before = gettext("before: %(value)s") % {"value": data["before"]} if data["before"] else ""
    cause = gettext(_GUIDE_CAUSES[data["cause"]]) if data["cause"] in _GUIDE_CAUSES else ""
    return Story(moment, text, "staff", " · ".join(filter(None, [before, cause, data["reason"]])))


def _tag(moment: Moment) -> Story:
    text = {
        "member.tagged": gettext("Tag %(tag)s hung"),
        "member.untagged": gettext("Tag %(tag)s taken away"),
        "by_rule": gettext("Tag %(tag)s hung by its rule"),
        "rule_ended": gettext("Tag %(tag)s taken away by its rule"),
    }[moment.deed]
    return Story(
        moment, text % {"tag": moment.data["tag"]}, "tag", people.reason(moment.data.get("why", {}))
    )


def _message(moment: Moment) -> Story:
    data, name = moment.data, words.MESSAGE_PURPOSES.get(moment.deed, moment.deed)
    how = gettext("in the app") if data["channel"] == "app" else ""
    called_back = data["state"] == "called_back"
    state = gettext(_CALLED_BACK) if called_back else str(words.MESSAGE_STATES[data["state"]])
    read = gettext("read") if data["read_at"] else ""
    more = " · ".join(filter(None, [how or state, read]))
    sentence = f"{name}: {data['text']}" if data["text"] else str(name)
    return Story(moment, sentence, "messages", more)


def _task(moment: Moment) -> Story:
    kind = care_forms.TASKS.get(moment.data.get("kind", ""), "")
    sentence = f"{deeds.name(moment.deed)}: {kind}"
    return Story(moment, sentence, "tasks", str(moment.data.get("note", "")))


def _note(moment: Moment) -> Story:
    more = gettext("For managers only") if moment.deed == "managers" else ""
    return Story(moment, moment.data["text"], "edit", more)


def _consent(moment: Moment) -> Story:
    purpose = moment.data["purpose"]
    text = (
        gettext("Agreed: %(what)s") if moment.deed == "given" else gettext("Not agreed: %(what)s")
    )
    told = {"what": texts.TITLES.get(purpose, purpose)}
    source = SOURCES.get(moment.data["source"], moment.data["source"])
    version = moment.data["version"]
    read = gettext("text %(n)s") % {"n": version} if version != TEXT_ELSEWHERE else ""
    return Story(moment, text % told, "done", " · ".join(filter(None, [str(source), read])))


def _application(moment: Moment) -> Story:
    told = {"level": moment.data["level"], "deed": applying.deed(moment.deed)}
    return Story(
        moment,
        gettext("Application for %(level)s: %(deed)s") % told,
        "done",
        moment.data["note"],
        reverse("office:application", args=[moment.data["application_id"]]),
    )


def _decision(moment: Moment) -> Story:
    text = gettext("Reward released") if moment.deed == "released" else gettext("Reward refused")
    return Story(moment, text, "gift", moment.data["reason"])


_ICONS: Mapping[str, str] = {"person": "staff", "door": "key", "level": "key"}

_BY_KIND: Mapping[str, Callable[[Moment], Story]] = {
    "person": _deed,
    "door": _deed,
    "tag": _tag,
    "message": _message,
    "note": _note,
    "consent": _consent,
    "application": _application,
}

_OWN: Mapping[tuple[str, str], Callable[[Moment], Story]] = {
    ("message", "task.finished"): _task,
    ("message", "task.dismissed"): _task,
    ("level", "member.level_locked"): _deed,
    ("level", "member.level_unlocked"): _deed,
    ("person", "guide"): _guide,
    ("referral", "released"): _decision,
    ("referral", "refused"): _decision,
}
"""What is told otherwise than the rest of its kind."""
