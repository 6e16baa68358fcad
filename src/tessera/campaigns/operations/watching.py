"""One at a time changes tags by rule, so that nobody writes what was read before a purchase."""

from tessera.campaigns.models import Watch
from tessera.campaigns.queries.buyers import TAGS


def lock_watch() -> Watch:
    """The one row, locked until the transaction ends. Read nothing of members before it."""
    Watch.objects.bulk_create([Watch(name=TAGS)], ignore_conflicts=True)
    return Watch.objects.select_for_update().get(name=TAGS)
