"""
title: Notebook filter
author: lars
version: 0.2
"""
from pydantic import BaseModel

class Filter:
    class Valves(BaseModel):
        max_lines: int = 12

    def outlet(self, body: dict, __user__: dict) -> dict:
        body["messages"][-1]["content"] = body["messages"][-1]["content"].strip()
        return body
