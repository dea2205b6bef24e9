cd src/tidewatch
claude
uv run pytest -q
make deploy HOST=kite
