from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "tessera.messaging"
    label = "messaging"
