from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "tessera.finance"
    label = "finance"
