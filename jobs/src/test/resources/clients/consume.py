"""Prints what is committed in a topic, the headers, a tab and the value each: consume.py SERVERS TOPIC"""
import sys

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

servers, topic = sys.argv[1:]
consumer = Consumer(
    {
        "bootstrap.servers": servers,
        "group.id": "consume.py",
        "enable.auto.commit": False,
        "enable.partition.eof": True,
        "isolation.level": "read_committed",
    }
)
partitions = list(consumer.list_topics(topic, timeout=60).topics[topic].partitions)
consumer.assign([TopicPartition(topic, each, OFFSET_BEGINNING) for each in partitions])
to_go = set(partitions)
while to_go:
    message = consumer.poll(60)
    if message is None:
        raise TimeoutError(f"nothing came of {topic} for 60 s")
    if message.error() is None:
        headers = ",".join(f"{name}={value.decode()}" for name, value in message.headers() or [])
        print(f"{headers}\t{message.value().decode()}")
    elif message.error().code() == KafkaError._PARTITION_EOF:
        to_go.discard(message.partition())
    else:
        raise KafkaException(message.error())
consumer.close()
