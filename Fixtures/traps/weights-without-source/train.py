#!/usr/bin/env python3
print("trains on letters that were returned to the owner")
