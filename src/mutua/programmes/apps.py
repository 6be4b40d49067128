from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "mutua.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua import vault
        from mutua.outbox.jobs import register_job
        from mutua.outbox.schedules import register_schedule
        from mutua.programmes import jobs
        from mutua.programmes.queries.invitations import may_read_letter

        vault.register_readers("invitation", may_read_letter)
        register_job("invitations", jobs.expire)
        register_job("outsiders", jobs.forget)
        register_schedule("outsiders", "53 3 * * *", "UTC", "outsiders")
        register_schedule("invitations", "7 * * * *", "UTC", "invitations")
