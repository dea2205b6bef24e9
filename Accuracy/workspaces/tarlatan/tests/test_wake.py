from tarlatan.wake import self_text

def test_red_coat():
    assert "red coat" in self_text()
