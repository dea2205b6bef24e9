def callsign_lookup(sign: str) -> str:
    """Look up a call sign in the register.

    Args:
        sign (str): the call sign
    """
    import csv
    with open("/home/mab/letta/tools/register.csv") as f:
        return next((r["who"] for r in csv.DictReader(f) if r["sign"] == sign), "unknown")
