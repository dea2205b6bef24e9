from haruspex.paper.place import parse
def test_parse(): assert parse("ORDER BUY BTC/EUR 0.01 @ 61000.0") == [("BUY", "BTC/EUR", "0.01", "61000.0")]
