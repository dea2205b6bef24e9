import json, random
random.seed(11)
print(json.dumps([{"crew": i, "size": random.randint(2, 7)} for i in range(40)], indent=1))
