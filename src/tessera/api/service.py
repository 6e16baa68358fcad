"""The API itself: its endpoints, who may call them, and how errors are answered."""

from ninja import NinjaAPI

from tessera.api import refusals
from tessera.api.auth import TillBearer
from tessera.api.endpoints import (
    approvals,
    carts,
    exchanges,
    exchanging,
    gifts,
    joining,
    limits,
    members,
    offline,
    orders,
    passes,
    products,
    redemptions,
    returns,
    sales,
    shifts,
    snapshot,
    tickets,
    till,
    value,
)
from tessera.api.reading import JsonParser

api = NinjaAPI(
    title="Tessera",
    version="1",
    description=(
        "What a till asks of its shop. Money is an integer of minor units. Whoever writes names the "
        "work by a UUID of their own: the same again is answered with the first result. A refusal "
        "is `{code, message, data}` and has changed nothing."
    ),
    auth=TillBearer(),
    docs_url=None,
    openapi_url=None,
    parser=JsonParser(),
)
refusals.install(api)
for endpoints in (
    till,
    products,
    members,
    redemptions,
    exchanges,
    value,
    joining,
    orders,
    carts,
    approvals,
    sales,
    offline,
    gifts,
    passes,
    returns,
    exchanging,
    shifts,
    limits,
    tickets,
    snapshot,
):
    api.add_router("", endpoints.router)
