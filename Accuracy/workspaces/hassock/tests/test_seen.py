SYSTEM = "You are a test scout. Return exactly one URL."
def test_trailing_punctuation():
    assert "http://a.example/x).".strip(").,") == "http://a.example/x"
