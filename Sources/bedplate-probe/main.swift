print("bedplate-probe")
