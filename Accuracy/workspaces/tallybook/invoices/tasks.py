import requests
from celery import shared_task

from .models import Invoice, Rate
from .pdf import render

ECB = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"


@shared_task(bind=True, max_retries=5)
def fetch_ecb_rates(self):
    text = requests.get(ECB, timeout=20).text
    Rate.objects.load(text)


@shared_task
def send_reminders():
    for invoice in Invoice.objects.overdue():
        render(invoice)
        invoice.remind()
