from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tessera.imports"
    label = "imports"
