"""Who acts: a member of staff, a till's token, a job. Passed in explicitly, never ambient."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from tessera.kernel.errors import Forbidden, gettext_noop


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with permissions in some stores.

    ``store_ids`` of ``None`` means every store of the brand. ``as_of`` is the version of the
    organisation that the permissions were read at, where whoever uses them must check it.
    """

    kind: str
    id: UUID | None
    name: str
    role: str
    permissions: frozenset[str]
    store_ids: frozenset[UUID] | None = frozenset()
    till_id: UUID | None = None
    as_of: str = ""

    @property
    def own_id(self) -> UUID:
        """The id of a person, for stories about what is their own. A machine has none."""
        if self.id is None:
            raise RuntimeError(f"{self.name} is nobody")
        return self.id

    def may(self, permission: str, store_id: UUID | None = None) -> bool:
        """Whether ``permission`` is held, and in ``store_id`` where one is named."""
        return permission in self.permissions and (store_id is None or self.reaches(store_id))

    def reaches(self, store_id: UUID) -> bool:
        """Whether ``store_id`` lies in the actor's scope."""
        return self.store_ids is None or store_id in self.store_ids

    def require(self, permission: str, store_id: UUID | None = None) -> None:
        """Raise Forbidden ``permission.denied`` unless ``may``."""
        if not self.may(permission, store_id):
            raise Forbidden("permission.denied", _DENIED, permission=permission)

    def require_everywhere(self, permission: str) -> None:
        """Raise Forbidden ``permission.denied`` unless held in every store of the brand.

        For what all stores share, such as a product or a promotion without a store.
        """
        if self.store_ids is not None or not self.may(permission):
            raise Forbidden("permission.denied", _DENIED, permission=permission)


def system_actor(name: str, permissions: AbstractSet[str]) -> Actor:
    """The brand's own machinery: jobs, commands and imports, in every store."""
    return Actor("system", None, name, "system", frozenset(permissions), store_ids=None)


_DENIED = gettext_noop("You may not do this here. Ask a manager for the permission %(permission)s.")
