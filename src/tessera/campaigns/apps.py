from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "tessera.campaigns"
    label = "campaigns"
