"""Reads of the catalog."""

from tessera.catalog.queries.barcodes import find_by_barcodes, list_barcodes
from tessera.catalog.queries.browse import (
    Matrix,
    PriceView,
    ProductRow,
    SkuView,
    find_barcode,
    find_sku_name,
    get_matrix,
    get_product,
    list_among,
    list_categories,
    list_newest,
    list_prices,
    list_products,
    search,
)
from tessera.catalog.queries.facts import (
    PriceFacts,
    SkuFacts,
    prices_of,
    pricing_item,
    select_prices,
    select_skus,
    skus_of,
)

__all__ = [
    "Matrix",
    "PriceFacts",
    "PriceView",
    "ProductRow",
    "SkuFacts",
    "SkuView",
    "find_barcode",
    "find_by_barcodes",
    "find_sku_name",
    "get_matrix",
    "get_product",
    "list_among",
    "list_barcodes",
    "list_categories",
    "list_newest",
    "list_prices",
    "list_products",
    "prices_of",
    "pricing_item",
    "search",
    "select_prices",
    "select_skus",
    "skus_of",
]
