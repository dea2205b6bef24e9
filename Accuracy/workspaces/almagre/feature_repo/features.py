from feast import Entity
ficha = Entity(name="ficha")
