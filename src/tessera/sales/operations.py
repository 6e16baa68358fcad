"""Writes for higher rooms; the caller owns the transaction."""

from uuid import UUID

from tessera.sales.models import Buyer


def merge_buyers(*, keep: UUID, gone: UUID) -> None:
    """Count the purchases of the member ``gone``, who is ``keep`` from now on, for ``keep``.

    The sales themselves stay as they were posted, or change their member; the proof takes both.
    """
    rows = {
        row.member_id: row
        for row in Buyer.objects.select_for_update(no_key=True)
        .filter(member__in=(keep, gone))
        .order_by("member")
    }
    old = rows.get(gone)
    if old is None:
        return
    own = rows.get(keep) or Buyer(
        member_id=keep,
        first_on=old.first_on,
        last_on=old.last_on,
        visits=0,
        spent_minor=0,
        pieces=0,
    )
    own.first_on, own.last_on = min(own.first_on, old.first_on), max(own.last_on, old.last_on)
    own.visits += old.visits
    own.spent_minor += old.spent_minor
    own.pieces += old.pieces
    old.delete()
    own.save(force_insert=keep not in rows, force_update=keep in rows)
