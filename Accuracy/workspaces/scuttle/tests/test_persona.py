from fleet.persona import CONF


def test_every_bot_has_a_persona():
    assert all("persona" in CONF[name] for name in CONF if name != "defaults")
