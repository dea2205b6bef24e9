def base(busto, cintura): return {"frente": busto / 4 + 1, "costas": busto / 4 - 1}
