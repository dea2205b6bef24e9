from bot import brain

def test_addressed():
    assert brain.is_addressed("Dohle, bist du da?")
    assert not brain.is_addressed("")
