from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "tessera.members"
    label = "members"
