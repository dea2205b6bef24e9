from datetime import datetime, UTC


def parse(row: dict) -> tuple[str, datetime, int]:
    at = datetime.fromisoformat(row["time"]).astimezone(UTC)
    return row["station"], at, round(float(row["value"]))
