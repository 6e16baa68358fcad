from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "tessera.stock"
    label = "stock"
