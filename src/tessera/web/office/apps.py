from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "tessera.web.office"
    label = "web_office"
