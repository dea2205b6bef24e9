def wood_stock(species: str) -> str:
    """How many bundles of a species are in the shed.

    Args:
        species: e.g. "salix viminalis"
    """
    import csv
    with open("/data/stock.csv") as f:
        return next((r["bundles"] for r in csv.DictReader(f) if r["species"] == species), "none")
