from wick.__main__ import standing_text


def test_parts():
    assert "Wick" in standing_text()
