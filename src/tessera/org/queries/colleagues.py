"""Who works beside whom in a store: names only, for everybody at its tills."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from tessera.org.models import Staff
from tessera.org.queries.people import permissions_of


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works in a store."""

    id: UUID
    name: str


def list_colleagues(store_id: UUID, permission: str) -> list[Colleague]:
    """Who works in this store, or in every one, and has a permission, by name. Who may work at its
    till may know them."""
    here = Staff.stores.through.objects.filter(store=store_id).values("staff_id")
    found = Staff.objects.filter(Q(everywhere=True) | Q(id__in=here), is_active=True)
    return [
        Colleague(row.id, row.name)
        for row in found.order_by("name", "id")
        if permission in permissions_of(row.role)
    ]
