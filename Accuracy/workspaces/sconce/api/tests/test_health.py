from app.main import healthz

def test_health():
    assert healthz() == {"ok": True}
