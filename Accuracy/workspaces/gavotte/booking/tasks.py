from celery import shared_task


@shared_task
def rappels():
    return 0
