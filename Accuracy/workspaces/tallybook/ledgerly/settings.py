import environ

env = environ.Env(DJANGO_DEBUG=(bool, False))
SECRET_KEY = env("DJANGO_SECRET_KEY")
DEBUG = env("DJANGO_DEBUG")
ALLOWED_HOSTS = ["ledgerly.app", "web", "localhost"]
DATABASES = {"default": env.db()}
CACHES = {"default": env.cache()}
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles", "invoices"]
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
CELERY_TASK_ACKS_LATE = True
CELERY_BEAT_SCHEDULE = {
    "dunning": {"task": "invoices.tasks.send_reminders", "schedule": 86400},
    "rates": {"task": "invoices.tasks.fetch_ecb_rates", "schedule": 43200},
}
MEDIA_ROOT = "/app/media"
STATIC_ROOT = "/app/static"
