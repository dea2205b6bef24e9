from tidepool.texts import load


def test_reader():
    assert "Amaka" in load("reader")
