from django.apps import AppConfig


class WalletConfig(AppConfig):
    name = "tessera.wallet"
    label = "wallet"
