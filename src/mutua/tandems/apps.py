from django.apps import AppConfig


class TandemsConfig(AppConfig):
    name = "mutua.tandems"
    label = "tandems"
    default_auto_field = "django.db.models.BigAutoField"
