"""Own component: blink the hall lamp softly when Oma wakes."""
DOMAIN = "oma_lamp"

async def async_setup(hass, config):
    return True
