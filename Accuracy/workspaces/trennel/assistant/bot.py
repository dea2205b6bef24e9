import json
import pathlib
from telegram.ext import Application, MessageHandler, filters

TOKEN = pathlib.Path('secrets/telegram.token').read_text().strip()

async def send(text):
    app = Application.builder().token(TOKEN).build()
    await app.bot.send_message(73319004, text)

def run(brain):
    app = Application.builder().token(TOKEN).build()
    async def on(update, ctx):
        await update.message.reply_text(brain.answer(update.message.text))
    app.add_handler(MessageHandler(filters.User(73319004) & filters.TEXT, on))
    app.run_polling()
