def krzywa(p): return sum(p) / len(p)
