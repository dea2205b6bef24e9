def test_zasady():
    assert True
