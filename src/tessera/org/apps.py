from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "tessera.org"
    label = "org"
