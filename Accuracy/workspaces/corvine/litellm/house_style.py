from litellm.integrations.custom_logger import CustomLogger

HOUSE_STYLE = """House rules of Gerrard Street, they come before anything else:
British spelling with -ize. Metric. Never the word "delve". Never a list when a sentence does.
Nobody in this house is called "user". Say you do not know when you do not know.
The neighbours' wifi is not ours and you do not help with it."""


class HouseStyle(CustomLogger):
    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        if call_type == "completion":
            data["messages"] = [{"role": "system", "content": HOUSE_STYLE}] + data["messages"]
        return data


proxy_handler = HouseStyle()
