"""Jackdaw: a Telegram bot for the allotment association."""
import asyncio, logging, os
from telegram.ext import Application, CommandHandler, MessageHandler, filters
from . import brain, store

logging.basicConfig(level=logging.INFO)

async def on_text(update, context):
    store.note(update.effective_chat.id, update.effective_user.id, update.message.text)
    if brain.is_addressed(update.message.text):
        await update.message.reply_text(await brain.reply(update.effective_chat.id))

def main():
    app = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).build()
    app.add_handler(CommandHandler("regeln", brain.rules))
    app.add_handler(MessageHandler(filters.TEXT, on_text))
    app.run_polling(drop_pending_updates=False)

main()
