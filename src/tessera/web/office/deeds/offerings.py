"""Products, prices, stock, promotions and coupons: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    "product.added": _("Product added"),
    "product.changed": _("Product changed"),
    "product.skus_added": _("Colours and sizes added"),
    "price.set": _("Price set"),
    "price.tag_set": _("Tag price set"),
    "price.cost_set": _("Cost set"),
    "stock.received": _("Goods received"),
    "stock.adjusted": _("Stock corrected"),
    "promotion.created": _("Promotion created"),
    "promotion.changed": _("Promotion changed"),
    "promotion.ended": _("Promotion ended"),
    "promotion.paused": _("Promotion paused"),
    "promotion.resumed": _("Promotion resumed"),
    "promotion.approved": _("Promotion approved"),
    "promotion.trial_begun": _("Promotion tried on past sales"),
    "promotion.tried": _("Past sales priced with a promotion"),
    "promotion.approval_set": _("Approval of promotions set"),
    "coupon_kind.created": _("Coupon kind created"),
    "coupon_kind.changed": _("Coupon kind changed"),
    "coupon.issued": _("Coupon issued"),
    "coupon.given": _("Coupon given by itself"),
    "coupon.given_away": _("Coupon given to a friend"),
    "coupon.taken_back": _("Coupon taken back from its way to a friend"),
    "coupon.claimed": _("A friend's coupon taken"),
    "coupon.reminded": _("Reminders of ending coupons made"),
    "coupon_giving.begun": _("Coupon given by itself from now on"),
    "coupon_giving.ended": _("Coupon given by itself no more"),
    "coupon_run.begun": _("Coupon for many begun"),
    "coupon_run.went_on": _("Coupon for many went on"),
    "coupon.cancelled": _("Coupon cancelled"),
    "coupon_batch.begun": _("Batch of coupon codes begun"),
    "coupon_batch.made": _("Coupon codes made"),
    "coupon_batch.exported": _("Coupon codes handed out"),
    "coupon_batch.withdrawn": _("Coupon codes withdrawn"),
    "price_policy.set": _("Price policy set"),
}

PAGES: Pages = {
    "promotion.created": ("office:promotion", None),
    "promotion.changed": ("office:promotion", None),
    "promotion.ended": ("office:promotion", None),
    "promotion.paused": ("office:promotion", None),
    "promotion.resumed": ("office:promotion", None),
    "promotion.approved": ("office:promotion", None),
    "promotion.trial_begun": ("office:promotion-trial", None),
    "product.added": ("office:product", None),
    "product.skus_added": ("office:product", None),
    "product.changed": ("office:product", None),
    "price.tag_set": ("office:product", "product_id"),
    "price.cost_set": ("office:product", None),
    "price.set": ("office:product", "product_id"),
}
