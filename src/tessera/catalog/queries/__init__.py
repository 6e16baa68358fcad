"""Reads of the catalog."""

from tessera.catalog.queries.browse import (
    Matrix,
    PriceView,
    ProductRow,
    SkuView,
    count_products,
    get_matrix,
    get_product,
    ids_of_barcodes,
    list_categories,
    list_prices,
    list_products,
    list_skus,
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
    "count_products",
    "get_matrix",
    "get_product",
    "ids_of_barcodes",
    "list_categories",
    "list_prices",
    "list_products",
    "list_skus",
    "prices_of",
    "pricing_item",
    "search",
    "select_prices",
    "select_skus",
    "skus_of",
]
