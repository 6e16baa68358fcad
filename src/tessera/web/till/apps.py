from django.apps import AppConfig


class TillConfig(AppConfig):
    name = "tessera.web.till"
    label = "web_till"
