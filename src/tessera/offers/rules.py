"""Pure rules of promotions: which terms may stand, and their form in the database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tessera.kernel.money import BASIS, MOST_MINOR
from tessera.offers import errors
from tessera.pricing.terms import Config, LimitedTime, PromotionKind, SaveTier, SpendSave

LIMITED_TIME: PromotionKind = "limited_time"
SPEND_SAVE: PromotionKind = "spend_save"

MAX_PRIORITY = 999
MAX_USES = 9_999


@dataclass(frozen=True, slots=True)
class Filters:
    """Whom and what a promotion serves. Empty styles, categories and SKUs: all goods."""

    styles: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sku_ids: tuple[str, ...] = ()
    member_only: bool = False
    level_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A promotion's terms, checked. Valid from ``starts_on`` through ``ends_on``."""

    kind: PromotionKind
    name: str
    group: str
    combines: bool
    priority: int
    starts_on: date
    ends_on: date
    filters: Filters
    config: Config

    def columns(self) -> dict[str, Any]:
        """The terms as the table keeps them."""
        own = {name: getattr(self, name) for name in Terms.__slots__}
        return own | {"filters": asdict(self.filters), "config": asdict(self.config)}


def terms(
    *,
    kind: str,
    name: str,
    group: str,
    combines: bool,
    priority: int,
    starts_on: date,
    ends_on: date,
    filters: Mapping[str, Any],
    config: Mapping[str, Any],
) -> Terms:
    """The terms of a promotion, from what a form or an importer gives.

    Raises Invalid ``promotions.field_invalid`` with the field, ``promotions.days_invalid``.
    """
    check_days(starts_on, ends_on)
    if not -MAX_PRIORITY <= priority <= MAX_PRIORITY:
        raise errors.field_invalid(field="priority")
    checked = parse_config(kind, config)
    return Terms(
        kind=LIMITED_TIME if isinstance(checked, LimitedTime) else SPEND_SAVE,
        name=check_name(name),
        group=_text("group", group, limit=40),
        combines=combines,
        priority=priority,
        starts_on=starts_on,
        ends_on=ends_on,
        filters=parse_filters(filters),
        config=checked,
    )


def check_name(name: str) -> str:
    """The name without blanks around. Raises Invalid ``promotions.field_invalid``."""
    if not (name := _text("name", name, limit=60)):
        raise errors.field_invalid(field="name")
    return name


def check_days(starts_on: date, ends_on: date) -> None:
    """Raise Invalid ``promotions.days_invalid`` where the last day lies before the first."""
    if ends_on < starts_on:
        raise errors.days_invalid()


def check_whole(field: str, value: object, *, low: int, high: int = MOST_MINOR) -> int:
    """``value`` as a whole number in bounds. Raises Invalid ``promotions.field_invalid``."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise errors.field_invalid(field=field)
    return value


def parse_config(kind: str, config: Mapping[str, Any]) -> Config:
    """What a promotion of ``kind`` does. Raises Invalid ``promotions.field_invalid``.

    ``limited_time`` takes either ``discount_bp`` (1 to 10 000, off the tag) or
    ``price_minor``. ``spend_save`` takes ``threshold_minor`` and ``save_minor``, and may take
    ``repeat`` (for each time the threshold is reached) and ``cap_minor``. Handbook 5.5.
    """
    if kind == LIMITED_TIME:
        return _limited_time(config)
    if kind == SPEND_SAVE:
        return _spend_save(config)
    raise errors.field_invalid(field="kind")


def _limited_time(config: Mapping[str, Any]) -> LimitedTime:
    given = _known(config, {"discount_bp", "price_minor"})
    if len(given) != 1:
        raise errors.field_invalid(field="discount_bp")
    if "discount_bp" in given:
        return LimitedTime(
            discount_bp=check_whole("discount_bp", given["discount_bp"], low=1, high=BASIS)
        )
    return LimitedTime(price_minor=check_whole("price_minor", given["price_minor"], low=0))


def _spend_save(config: Mapping[str, Any]) -> SpendSave:
    given = _known(_flat(config), {"threshold_minor", "save_minor", "repeat", "cap_minor"})
    threshold = check_whole("threshold_minor", given.get("threshold_minor"), low=1)
    save = check_whole("save_minor", given.get("save_minor"), low=1, high=threshold)
    cap = given.get("cap_minor")
    return SpendSave(
        tiers=(SaveTier(threshold, save),),
        repeat=_yes_or_no("repeat", given.get("repeat", False)),
        cap_minor=None if cap is None else check_whole("cap_minor", cap, low=save),
    )


def _flat(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one tier among the other fields, as forms give it and older rows keep it."""
    tiers = config.get("tiers")
    if tiers is None:
        return config
    if not isinstance(tiers, list | tuple) or len(tiers) != 1 or not isinstance(tiers[0], Mapping):
        raise errors.field_invalid(field="tiers")
    return {**tiers[0], **{name: value for name, value in config.items() if name != "tiers"}}


def parse_filters(filters: Mapping[str, Any]) -> Filters:
    """Whom and what a promotion serves, from JSON. Raises ``promotions.field_invalid``."""
    given = _known(filters, set(Filters.__slots__))
    return Filters(
        styles=_texts("styles", given),
        categories=_texts("categories", given),
        sku_ids=_ids("sku_ids", given),
        member_only=_yes_or_no("member_only", given.get("member_only", False)),
        level_ids=_ids("level_ids", given),
    )


def _known(given: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    """What is given and not None. A name that means nothing is refused, lest a slip be lost."""
    for field in sorted(given.keys() - fields):
        raise errors.field_invalid(field=field)
    return {field: value for field, value in given.items() if value is not None}


def _text(field: str, text: str, *, limit: int) -> str:
    text = text.strip()
    if len(text) > limit:
        raise errors.field_invalid(field=field)
    return text


def _texts(field: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Distinct texts, sorted, so that equal filters look equal."""
    values = given.get(field, ())
    if not isinstance(values, list | tuple | set | frozenset):
        raise errors.field_invalid(field=field)
    return tuple(sorted({str(value).strip() for value in values} - {""}))


def _ids(field: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        return tuple(sorted(str(UUID(text)) for text in _texts(field, given)))
    except ValueError:
        raise errors.field_invalid(field=field) from None


def _yes_or_no(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise errors.field_invalid(field=field)
    return value
