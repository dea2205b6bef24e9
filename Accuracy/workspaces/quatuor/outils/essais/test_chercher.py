def test_vide(): assert True
