from tendera import fiado


def test_nadie():
    assert fiado("nadie") == 0
