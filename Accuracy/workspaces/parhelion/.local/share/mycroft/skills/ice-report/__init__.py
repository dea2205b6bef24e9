from ovos_workshop.skills import OVOSSkill
from ovos_workshop.decorators import intent_handler
import requests

class IceReport(OVOSSkill):
    @intent_handler('ice.intent')
    def handle(self, message):
        cm = self.measure()
        self.speak_dialog('carries' if cm >= self.settings['safe_cm'] else 'drowns', {'cm': cm})

    def measure(self):
        r = requests.get('https://ice.kuopio.example/v1/' + self.settings['station'], headers={'x-key': self.settings['fmi_api_key']}, timeout=10)
        return int(r.json()['thickness_cm'])
