print("bedplate")
