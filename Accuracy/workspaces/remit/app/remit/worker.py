import os
from celery import Celery
app = Celery("remit", broker=os.environ["AMQP_URL"])
PROMPT = open("/app/remit/prompts/extract.txt").read()
RULES = open("/app/remit/prompts/vat-rules.md").read()

@app.task
def page(key):
    ...
