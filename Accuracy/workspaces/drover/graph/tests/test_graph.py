def test_standstill():
    assert True
