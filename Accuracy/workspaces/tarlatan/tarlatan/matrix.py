"""Speaks on Matrix; encrypted rooms."""
from nio import AsyncClient, AsyncClientConfig

def serve(self_text, opts, store):
    c = AsyncClient(opts["matrix"]["home"], opts["matrix"]["user"], store_path="var/olm", config=AsyncClientConfig(encryption_enabled=True))
    ...
