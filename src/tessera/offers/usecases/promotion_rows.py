"""What the stories of promotions share: the row that is changed, and what is said about it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.offers import errors, permissions, rules
from tessera.offers.models import Promotion
from tessera.offers.queries import price_policy
from tessera.org import queries as org
from tessera.platform import audit, versions


def require(actor: Actor, permission: str, store_ids: Iterable[UUID]) -> None:
    """Refuse who does not hold ``permission`` in each of the stores; none of them means all."""
    stores = list(store_ids)
    if not stores:
        actor.require_everywhere(permission)
    for store_id in stores:
        actor.require(permission, store_id)
        org.get_store(store_id)


def locked(
    actor: Actor, promotion_id: UUID, permission: str = permissions.SET_PROMOTIONS
) -> Promotion:
    """The promotion, to be changed. Raises NotFound ``promotions.not_found``; Conflict
    ``promotions.ended``; Forbidden."""
    promotion = Promotion.objects.select_for_update().filter(id=promotion_id).first()
    if promotion is None:
        raise errors.promotion_not_found()
    require(actor, permission, promotion.stores.values_list("id", flat=True))
    if not promotion.is_active:
        raise errors.promotion_ended()
    return promotion


def check_known(terms: rules.Terms) -> None:
    """Refuse levels and tags that nobody defined: such a promotion would never hold."""
    levels = {str(level.id) for level in members.list_levels()}
    if not terms.conditions.level_ids <= levels:
        raise errors.field_invalid(field="level_ids")
    if not terms.conditions.tags <= {str(tag.id) for tag in members.list_tags()}:
        raise errors.field_invalid(field="tags")


def decided(actor: Actor, terms: rules.Terms) -> dict[str, Any]:
    """Who says so now, and whether somebody else has to look at it first."""
    rule = price_policy.get(versions.current()).approval
    return {"waits": rule.wants(terms.config, terms.limits), "changed_by_id": actor.id}


def save(promotion: Promotion, columns: Mapping[str, Any]) -> None:
    """Write the columns as the next version."""
    for column, value in columns.items():
        setattr(promotion, column, value)
    promotion.version += 1
    promotion.save(update_fields=[*columns, "version"])


def columns_of(promotion: Promotion) -> dict[str, Any]:
    """What the row says."""
    return {name: getattr(promotion, name) for name in rules.Terms.__slots__}


def note(actor: Actor, at: datetime, action: str, promotion: Promotion) -> None:
    """Audit what the version says now, and tell every process."""
    said = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns_of(promotion).items()
    }
    stores = sorted(str(store_id) for store_id in promotion.stores.values_list("id", flat=True))
    data = said | {"version": promotion.version, "stores": stores, "waits": promotion.waits}
    audit.record(actor=actor, at=at, action=action, subject=promotion.id, data=data)
    versions.bump("offers")
