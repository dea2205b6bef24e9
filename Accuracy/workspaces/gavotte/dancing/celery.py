from celery import Celery

app = Celery("dancing")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {"rappels": {"task": "booking.tasks.rappels", "schedule": 86400}}
