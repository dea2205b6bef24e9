n = hass.states.get("sensor.steps").state
hass.states.set("sensor.steps_today", n)
