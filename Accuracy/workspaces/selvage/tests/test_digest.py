from tuck.digest import build, DIGEST_PROMPT
def test_system_first():
    assert build(["x"])[0]["content"] == DIGEST_PROMPT
