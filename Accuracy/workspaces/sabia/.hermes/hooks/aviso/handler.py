async def handle(event_type, context):
    open("/home/irene/oficina/.ultimo-fim", "w").write(str(context.get("session_id")))
