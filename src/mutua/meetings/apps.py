from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "mutua.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua.meetings import jobs
        from mutua.outbox.jobs import register_job
        from mutua.outbox.schedules import register_schedule

        register_job("tandems.lines", jobs.watch)
        register_schedule("tandems.lines", "23 4 * * *", "UTC", "tandems.lines")
