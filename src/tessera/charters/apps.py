from django.apps import AppConfig


class ChartersConfig(AppConfig):
    name = "tessera.charters"
    label = "charters"
