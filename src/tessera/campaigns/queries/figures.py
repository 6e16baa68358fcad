"""What coupons brought, and the names that their pages show."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import OuterRef, Subquery, Sum

from tessera.members.models import Member
from tessera.members.queries import mask_name
from tessera.offers.models import CouponUse
from tessera.org.models import Store
from tessera.sales.models import Sale


def brought_by(kind_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What the sales came to on which coupons of these kinds were used, in minor units; what came back
    with its coupon does not count."""
    total = Sale.objects.filter(id=OuterRef("document_id")).values("total_minor")[:1]
    uses = CouponUse.objects.filter(coupon__kind__in=kind_ids, returned_at=None).order_by()
    sums = uses.annotate(paid=Subquery(total)).values_list("coupon__kind").annotate(Sum("paid"))
    return {kind_id: minor or 0 for kind_id, minor in sums}


def names_of_stores(store_ids: Iterable[str]) -> list[str]:
    """The names of stores."""
    ids = [UUID(one) for one in store_ids]
    return list(Store.objects.filter(id__in=ids).order_by("code").values_list("name", flat=True))


def numbers_of_sales(document_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The numbers of those documents that are sales."""
    ids = [one for one in document_ids if one is not None]
    return dict(Sale.objects.filter(id__in=ids).values_list("id", "number"))


def masked_names(member_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of members, as those read them who may not see more."""
    ids = [one for one in member_ids if one is not None]
    rows = Member.objects.filter(id__in=ids).values_list("id", "name")
    return {key: mask_name(name) for key, name in rows}
