from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mutua.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua import vault
        from mutua.outbox.jobs import register_job, register_recipient_check, register_work
        from mutua.outbox.schedules import register_schedule
        from mutua.people.actions import imports, signin
        from mutua.people.jobs import empty_imports, forget_sessions, read_import
        from mutua.people.queries import may_be_written_to
        from mutua.people.rules import may_read_own

        register_job("sessions", forget_sessions)
        register_schedule("sessions", "23 3 * * *", "UTC", "sessions")
        register_job("imports", empty_imports)
        register_schedule("imports", "* * * * *", "UTC", "imports")
        register_work(imports.WORK, read_import)
        register_job(signin.SEND_JOB, signin.send_sign_in_mail)
        vault.register_readers("person", may_read_own)
        for kind in ("mail", "calendar"):
            register_recipient_check(kind, may_be_written_to)
