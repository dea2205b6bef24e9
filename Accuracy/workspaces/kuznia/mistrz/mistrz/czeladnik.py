import pika

pika.BlockingConnection(pika.URLParameters("amqp://kolejka"))
