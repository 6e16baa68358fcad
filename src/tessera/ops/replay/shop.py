"""The house that the file is replayed into: brand, online store, till, products and members.

Everything is made through the use cases, each once: what is there already is taken as it is, so
that a replay which was killed finds what it had made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tessera.catalog import permissions as catalog_permissions
from tessera.catalog import usecases as catalog
from tessera.catalog.models import Product, Sku
from tessera.catalog.rules import NewSku
from tessera.kernel.actor import Actor, system_actor
from tessera.members import permissions as members_permissions
from tessera.members import usecases as members
from tessera.members.models import Level, Member
from tessera.ops.replay import errors
from tessera.ops.replay.source import CURRENCY, ZONE, Source
from tessera.ops.replay.treatment import Seed, seeds
from tessera.org import permissions as org_permissions
from tessera.org import queries as org_queries
from tessera.org import usecases as org
from tessera.org.models import Store, Till
from tessera.sales import permissions as sales_permissions
from tessera.sales import usecases as sales
from tessera.sales.models import ReturnPolicy
from tessera.sales.queries import ReturnFacts
from tessera.stock import permissions as stock_permissions

TILL_CODE = "WEB"

ACTOR = system_actor(
    "replay",
    {
        org_permissions.SET_UP_BRAND,
        org_permissions.OPEN_STORE,
        org_permissions.OPEN_TILL,
        catalog_permissions.CHANGE,
        members_permissions.SET_LEVELS,
        members_permissions.REGISTER,
        sales_permissions.SHIFT,
        sales_permissions.COMPLETE,
        sales_permissions.OVERRIDE_PRICE,
        sales_permissions.RETURN,
        sales_permissions.RETURN_WITHOUT_RECEIPT,
        sales_permissions.SET_RETURNS,
        stock_permissions.ADJUST,
    },
)


AS_IT_CAME = ReturnFacts(loose_price="agreed", loose_refund="any")
"""What came back without a sale in the file came back at the price that the file says."""


@dataclass(slots=True)
class Shop:
    """One store with one till, and what is known of its products and members by now."""

    store_id: UUID
    till_id: UUID
    seeds: Mapping[str, Seed]
    skus: dict[str, UUID]
    members: dict[str, UUID]
    actor: Actor = field(default=ACTOR)

    def sku(self, code: str, at: datetime) -> UUID:
        """The SKU of a stock code; its product is added when it is first needed."""
        if code not in self.skus:
            self.skus[code] = _add_product(code, self.seeds[code], at)
        return self.skus[code]

    def member(self, customer: str, at: datetime) -> UUID | None:
        """The member with this customer number, registered when first met; None without one."""
        if not customer:
            return None
        if customer not in self.members:
            self.members[customer] = members.register(
                actor=ACTOR,
                at=at,
                phone=None,
                name=f"Customer {customer}",
                store_id=self.store_id,
                reference=customer,
            ).id
        return self.members[customer]


def store_code(source: Source) -> str:
    """Each file has a store of its own, so two files never meet in one reconciliation."""
    return f"R-{source.id.hex[:8].upper()}"


def prepare(source: Source) -> Shop:
    """Find the shop, or set it up at the instant of the first invoice.

    Raises Conflict ``replay.currency_differs`` and ``replay.product_differs`` before anything
    is written.
    """
    at = source.invoices[0].at
    wanted = seeds(source.invoices)
    brand = org_queries.find_brand()
    if brand is not None and brand.currency != CURRENCY:
        raise errors.currency_differs(brand.currency)
    skus = _known_skus(wanted)
    # The brand comes last of what only a new one is given: whoever is killed before goes on here.
    if brand is None and not ReturnPolicy.objects.exists():
        sales.set_return_policy(actor=ACTOR, at=at, policy=AS_IT_CAME)
    if brand is None:
        org.set_up_brand(actor=ACTOR, at=at, name="Online Retail", currency=CURRENCY)
    if not Level.objects.exists():
        members.define_level(actor=ACTOR, at=at, name="Customer", rank=1, discount_bp=0)
    store_id = _store(source, at)
    return Shop(store_id, _till(store_id, at), wanted, skus, _known_members())


def _store(source: Source, at: datetime) -> UUID:
    code = store_code(source)
    found = Store.objects.filter(code=code).values_list("id", flat=True).first()
    return found or org.open_store(
        actor=ACTOR,
        at=at,
        code=code,
        name="Online Retail",
        kind="online",
        zone=ZONE,
        allows_negative_stock=True,
    )


def _till(store_id: UUID, at: datetime) -> UUID:
    tills = Till.objects.filter(store_id=store_id, code=TILL_CODE)
    found = tills.values_list("id", flat=True).first()
    return found or org.open_till(
        actor=ACTOR, at=at, store_id=store_id, code=TILL_CODE, name="Web shop"
    )


def _add_product(code: str, seed: Seed, at: datetime) -> UUID:
    product_id = catalog.add_product(
        actor=ACTOR,
        at=at,
        style=code,
        name=seed.name,
        kind=seed.kind,
        skus=[NewSku(tag_minor=seed.tag_minor, barcode=code)],
    )
    return Sku.objects.values_list("id", flat=True).get(product_id=product_id)


def _known_skus(wanted: Mapping[str, Seed]) -> dict[str, UUID]:
    """The SKUs of the codes that are products already."""
    found: dict[str, UUID] = {}
    rows = Product.objects.values_list("style", "kind", "skus__id").order_by("style")
    for style, kind, sku_id in rows:
        if style not in wanted:
            continue
        if style in found or kind != wanted[style].kind or sku_id is None:
            raise errors.product_differs(style)
        found[style] = sku_id
    return found


def _known_members() -> dict[str, UUID]:
    rows = Member.objects.filter(reference__isnull=False).values_list("reference", "id")
    return {reference: member_id for reference, member_id in rows if reference}
