from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "tessera.rewards"
    label = "rewards"
