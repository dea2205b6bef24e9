from .base import *

DEBUG = True
SECRET_KEY = "django-insecure-8x#2m!q7@v$w9k(z4n6b5c3-p1o0i2u"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
