from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "tessera.printing"
    label = "printing"
