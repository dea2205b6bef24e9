from assistant.brain import Brain

def test_system_has_persona():
    assert 'Krov' in Brain().system()
