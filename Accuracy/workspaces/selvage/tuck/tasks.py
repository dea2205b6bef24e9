import os, httpx
from celery import Celery
from celery.schedules import crontab
app = Celery("tuck", broker=os.environ["CELERY_BROKER_URL"])
app.conf.beat_schedule = {
    "sunday": {"task": "tuck.tasks.sunday", "schedule": crontab(hour=18, minute=0, day_of_week=0)},
    "embed": {"task": "tuck.tasks.embed_new", "schedule": 300.0},
}
@app.task
def embed_new():
    httpx.post(os.environ["OLLAMA_BASE_URL"] + "/api/embed", json={"model": os.environ["EMBED_MODEL"], "input": []})
@app.task
def sunday():
    from .digest import build
    build([])
