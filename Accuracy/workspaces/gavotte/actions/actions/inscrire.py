import os
import requests
from rasa_sdk import Action


class ActionInscrire(Action):
    def name(self):
        return "action_inscrire"

    def run(self, dispatcher, tracker, domain):
        requests.post(os.environ["BOOKING_URL"] + "/booking", json={"niveau": tracker.get_slot("niveau")})
        return []
