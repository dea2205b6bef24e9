def test_label():
    assert True
