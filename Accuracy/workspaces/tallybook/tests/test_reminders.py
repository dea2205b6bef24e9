import pytest

from invoices.tasks import send_reminders


@pytest.mark.django_db
def test_nothing_overdue_sends_nothing(mailoutbox):
    send_reminders()
    assert mailoutbox == []
