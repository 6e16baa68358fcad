"""When the brand's nights are."""

from tessera.kernel.actor import system_actor
from tessera.org import queries as org


def zone() -> str:
    """The time zone of the brand's first store; UTC before there is one."""
    stores = org.list_stores(system_actor("worker", set()))
    return stores[0].zone if stores else "UTC"
