"""The owner writes the charter and says how each level is got."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tessera.catalog.models import ProductKind, Sku
from tessera.charters import errors, permissions, queries, rules
from tessera.charters.models import Charter, CharterText, LevelWay
from tessera.charters.queries import Words
from tessera.kernel.actor import Actor
from tessera.members.errors import level_not_found
from tessera.platform import audit
from tessera.platform.usecases import usecase

TITLE = 80


@usecase(permission=permissions.SET, audit="charter.published")
def publish_charter(*, actor: Actor, at: datetime, texts: Mapping[str, Words]) -> int:
    """Put a new version of the charter in force; returns its number.

    ``texts`` has the words in every language of the house. Who joined under an older version
    agreed to that. Raises Forbidden; Invalid ``charters.texts_missing``.
    """
    actor.require_everywhere(permissions.SET)
    known = {language: _whole(language, texts.get(language)) for language, _ in settings.LANGUAGES}
    newest = Charter.objects.order_by("-version").first()
    row = Charter.objects.create(
        version=newest.version + 1 if newest else 1, published_at=at, by_name=actor.name
    )
    CharterText.objects.bulk_create(
        CharterText(
            charter=row,
            language=language,
            title=words.title,
            conditions=words.conditions,
            rights=words.rights,
        )
        for language, words in known.items()
    )
    data = {"version": row.version, "name": known[settings.LANGUAGE_CODE].title}
    audit.record(actor=actor, at=at, action="charter.published", subject=row.id, data=data)
    return row.version


def _whole(language: str, words: Words | None) -> Words:
    if words is None:
        raise errors.texts_missing(language=language)
    tidy = Words(words.title.strip(), words.conditions.strip(), words.rights.strip())
    if not (tidy.title and tidy.conditions and tidy.rights) or len(tidy.title) > TITLE:
        raise errors.texts_missing(language=language)
    return tidy


@usecase(permission=permissions.SET, audit="level.way_set")
def set_way(
    *,
    actor: Actor,
    at: datetime,
    level_id: UUID,
    kind: str,
    fee_sku_id: UUID | None = None,
    days: int | None = None,
    needs: str = "",
) -> None:
    """Say how a level is got; applications under way keep the terms that they began with.

    ``days`` is how long after the notice the fee is taken; without it a calendar month.
    Raises Forbidden; NotFound ``members.level_not_found``; Invalid ``charters.way_invalid``,
    ``charters.fee_needed``, ``charters.not_a_fee``, ``charters.days_invalid``,
    ``charters.words_needed``.
    """
    actor.require_everywhere(permissions.SET)
    ways = queries.list_ways()
    way = next((one for one in ways if one.level_id == level_id), None)
    if way is None:
        raise level_not_found()
    is_lowest = way is ways[0]
    if kind not in rules.WAYS or is_lowest is not (kind == rules.REGISTRATION):
        raise errors.way_invalid(kind=kind)
    fee = _fee(kind, fee_sku_id)
    if days is not None and not 1 <= days <= rules.MAX_DAYS:
        raise errors.days_invalid()
    if len(needs) > rules.MAX_WORDS:
        raise errors.words_needed(field="needs")
    values = {"kind": kind, "sku": fee, "days": days if fee else None, "needs": needs.strip()}
    LevelWay.objects.update_or_create(level_id=level_id, defaults=values)
    data = {"name": way.level_name, "way": kind, "days": days}
    audit.record(actor=actor, at=at, action="level.way_set", subject=level_id, data=data)


def _fee(kind: str, sku_id: UUID | None) -> Sku | None:
    if not rules.is_applied_for(kind):
        return None
    if sku_id is None:
        if kind == rules.FEE:
            raise errors.fee_needed()
        return None
    found = Sku.objects.filter(id=sku_id, product__kind=ProductKind.FEE, product__is_active=True)
    fee = found.first()
    if fee is None:
        raise errors.not_a_fee()
    return fee
