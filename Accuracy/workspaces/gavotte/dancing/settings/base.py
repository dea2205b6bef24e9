import os

DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "HOST": os.environ["DB_HOST"], "NAME": os.environ["DB_NAME"]}}
MEDIA_ROOT = "/srv/media"
