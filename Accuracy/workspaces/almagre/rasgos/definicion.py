class Popularidad: ttl = "30d"
