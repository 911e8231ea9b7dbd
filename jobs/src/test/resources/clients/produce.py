"""Sends the lines of a file, a key, a tab and a value each: produce.py SERVERS TOPIC FILE"""
import sys

from kafka import KafkaProducer

servers, topic, file = sys.argv[1:]
producer = KafkaProducer(bootstrap_servers=servers, acks="all")
with open(file, "rb") as lines:
    sent = [
        producer.send(topic, key=key, value=value, headers=[("sent-by", b"python")])
        for key, value in (line.rstrip(b"\n").split(b"\t", 1) for line in lines)
    ]
for one in sent:
    one.get(timeout=60)
producer.close()
