from tidewatch.ingest import parse

def test_dst():
    assert parse({"station": "VIK", "time": "2026-10-25T02:30:00+02:00", "value": "41.2"})[1].hour == 0
