from memory import Store

def test_tail_is_in_order(tmp_path):
    s = Store(tmp_path / 'x.db')
    s.add(1, 'Wim', 'a'); s.add(1, 'Marrow', 'b')
    assert [m['role'] for m in s.tail(1, 5)] == ['user', 'assistant']
