from pathlib import Path


def test_orders_are_numbered():
    lines = Path("persona/standing-orders.txt").read_text().splitlines()
    assert [line.split(".")[0] for line in lines] == [str(i + 1) for i in range(len(lines))]
