"""TDLib, the official core (layer 227): through an MTProxy secret, with PFS, up to a login by code.

The library has the server's keys built in: a copy of it gets ours, which have the same length.
Its data centre is then found through a proxy, which our data centre itself is.
"""
import ctypes
import json
import os
import re
import sys
import tempfile
import time

PHONE, CODE = "+9996621001", "22222"
KEY = re.compile(rb"-----BEGIN RSA PUBLIC KEY-----\n.*?-----END RSA PUBLIC KEY-----", re.S)


def patched_copy(library, pem, folder):
    with open(library, "rb") as file:
        code = bytearray(file.read())
    with open(pem, "rb") as file:
        key = file.read().strip()
    places = [match.start() for match in KEY.finditer(code) if len(match.group()) == len(key)]
    assert places, "no key of that length in the library"
    for place in places:
        code[place:place + len(key)] = key
    copy = os.path.join(folder, "libtdjson.so")
    with open(copy, "wb") as file:
        file.write(code)
    return copy


class Tdlib:
    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        self.library.td_receive.restype = ctypes.c_char_p
        self.library.td_receive.argtypes = [ctypes.c_double]
        self.library.td_send.argtypes = [ctypes.c_int, ctypes.c_char_p]
        self.library.td_execute.restype = ctypes.c_char_p
        self.library.td_execute.argtypes = [ctypes.c_char_p]
        level = int(os.environ.get("INTEROP_LOG", 0))
        self.library.td_execute(json.dumps(
            {"@type": "setLogVerbosityLevel", "new_verbosity_level": level}).encode())
        self.client = self.library.td_create_client_id()

    def send(self, kind, **fields):
        self.library.td_send(self.client, json.dumps({"@type": kind, **fields}).encode())

    def receive(self, until):
        while time.monotonic() < until:
            answer = self.library.td_receive(1.0)
            if answer:
                yield json.loads(answer)
        raise TimeoutError("TDLib did not get there")


def start(tdlib, server, folder):
    tdlib.send("setTdlibParameters", use_test_dc=False, database_directory=folder + "/db",
               files_directory=folder + "/files", use_file_database=False,
               use_chat_info_database=False, use_message_database=False, use_secret_chats=False,
               api_id=1, api_hash="x", system_language_code="en", device_model="interop",
               application_version="1")
    proxy = {"@type": "proxy", "server": server["address"], "port": server["port"],
             "type": {"@type": "proxyTypeMtproto", "secret": "dd" + server["proxy_secret"]}}
    tdlib.send("addProxy", proxy=proxy, enable=True)


def log_in(tdlib, until):
    for event in tdlib.receive(until):
        if event["@type"] == "error":
            raise RuntimeError(event)
        if event["@type"] == "user":
            return event
        if event["@type"] != "updateAuthorizationState":
            continue
        state = event["authorization_state"]["@type"]
        if state == "authorizationStateWaitPhoneNumber":
            tdlib.send("setAuthenticationPhoneNumber", phone_number=PHONE)
        elif state == "authorizationStateWaitCode":
            tdlib.send("checkAuthenticationCode", code=CODE)
        elif state == "authorizationStateReady":
            tdlib.send("getMe")


def main(server, library):
    with tempfile.TemporaryDirectory() as folder:
        tdlib = Tdlib(patched_copy(library, server["pem"], folder))
        start(tdlib, server, folder)
        user = log_in(tdlib, time.monotonic() + 25)
        assert user["first_name"] == "Ada", user
    # The library has threads that do not end by themselves.
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
