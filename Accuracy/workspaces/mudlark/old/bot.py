print("mudlark in python")
