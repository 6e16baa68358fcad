from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "tessera.ops"
    label = "ops"
