import yaml

def test_all_have_backstory():
    for crew in ('newsletter', 'grants'):
        for a in yaml.safe_load(open(f'crews/{crew}/config/agents.yaml')).values():
            assert a['backstory']
