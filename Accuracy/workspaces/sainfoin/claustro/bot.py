import os
from telegram.ext import Application, MessageHandler, PicklePersistence, filters

from claustro.crew import Claustro


async def responder(update, context):
    salida = Claustro().crew().kickoff(inputs={"mensaje": update.message.text})
    await update.message.reply_text(salida.raw)


def main():
    app = (Application.builder().token(os.environ["TELEGRAM_TOKEN"])
           .persistence(PicklePersistence("estado/telegram.pickle")).build())
    app.add_handler(MessageHandler(filters.TEXT, responder))
    app.run_polling()


if __name__ == "__main__":
    main()
