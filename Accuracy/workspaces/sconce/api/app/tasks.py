import os
from celery import Celery

app = Celery("gabion", broker=os.environ["CELERY_BROKER_URL"])

@app.task
def weekly_sheet(crew: int):
    from .ledger import sheet
    return sheet(crew)
