from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "tessera.web.kit"
    label = "web_kit"
