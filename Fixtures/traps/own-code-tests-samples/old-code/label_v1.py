print("LABEL")
