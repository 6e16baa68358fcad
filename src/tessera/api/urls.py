"""``/api/v1``: the routers, who may call them, and how errors are answered."""

from django.urls import path
from ninja import NinjaAPI

from tessera.api import refusals, sales, till
from tessera.api.auth import TillBearer

api = NinjaAPI(title="Tessera", version="1", auth=TillBearer(), docs_url=None)
refusals.install(api)
api.add_router("", till.router)
api.add_router("", sales.router)

urlpatterns = [path("v1/", api.urls)]
