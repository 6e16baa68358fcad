from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "tessera.care"
    label = "care"
