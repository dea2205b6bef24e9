from osgar import loop


def test_prompt_has_manner(tmp_path, monkeypatch):
    assert "Osgar" in loop.system_prompt()
