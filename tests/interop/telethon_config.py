"""Telethon (layer 144): key exchange with the older RSA padding and help.getConfig."""
import asyncio
import json
import logging
import os
import sys

from telethon import TelegramClient, functions, network
from telethon.crypto import rsa
from telethon.sessions import MemorySession

TRANSPORTS = {
    "full": network.ConnectionTcpFull,
    "abridged": network.ConnectionTcpAbridged,
    "intermediate": network.ConnectionTcpIntermediate,
    "obfuscated": network.ConnectionTcpObfuscated,
}


async def main(server, transport):
    with open(server["pem"], encoding="ascii") as file:
        rsa.add_key(file.read(), old=False)
    session = MemorySession()
    session.set_dc(server["dc"], server["address"], server["port"])
    client = TelegramClient(session, 1, "x", connection=TRANSPORTS[transport], connection_retries=1)
    await client.connect()
    config = await client(functions.help.GetConfigRequest())
    assert config.this_dc == server["dc"], config.this_dc
    await client.disconnect()


if __name__ == "__main__":
    if os.environ.get("INTEROP_LOG"):
        logging.basicConfig(level=logging.DEBUG)
    asyncio.run(main(json.loads(sys.argv[1]), sys.argv[2]))
