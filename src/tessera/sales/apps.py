from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "tessera.sales"
    label = "sales"
