def chercher(q): return []
