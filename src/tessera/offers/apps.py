from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "tessera.offers"
    label = "offers"
