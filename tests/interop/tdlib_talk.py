"""TDLib: one person writes, another with two-step verification reads and answers, both by updates."""
import json
import os
import sys
import tempfile
import time

import tdlib_login

PEOPLE = {
    "ada": {"phone": "+9996621001", "code": "22222", "name": "Ada"},
    "clara": {"phone": "+9996621003", "code": "22222", "password": "correct horse",
              "name": "Clara"},
}


class Person:
    """One TDLib client among several in this process."""

    def __init__(self, tdlib, server, folder, facts):
        self.tdlib, self.facts = tdlib, facts
        self.id = tdlib.client = tdlib.library.td_create_client_id()
        tdlib_login.start(tdlib, server, folder)

    def send(self, kind, **fields):
        self.tdlib.client = self.id
        self.tdlib.send(kind, **fields)

    def log_in(self, state):
        if state == "authorizationStateWaitPhoneNumber":
            self.send("setAuthenticationPhoneNumber", phone_number=self.facts["phone"])
        elif state == "authorizationStateWaitCode":
            self.send("checkAuthenticationCode", code=self.facts["code"])
        elif state == "authorizationStateWaitPassword":
            self.send("checkAuthenticationPassword", password=self.facts["password"])

    def write(self, chat, text):
        content = {"@type": "inputMessageText",
                   "text": {"@type": "formattedText", "text": text}}
        self.send("sendMessage", chat_id=chat, input_message_content=content)


def text_of(event):
    content = event["message"]["content"]
    return content["text"]["text"] if content["@type"] == "messageText" else ""


def events(tdlib, people, until):
    """Everything that happens, with whom it happens to; logins are dealt with here."""
    for event in tdlib.receive(until):
        person = people.get(event.get("@client_id"))
        if event["@type"] == "error":
            raise RuntimeError(event)
        if person is None:
            continue
        if event["@type"] == "updateAuthorizationState":
            person.log_in(event["authorization_state"]["@type"])
        yield person.facts["name"], event


def wait_for(happenings, name, kind, check=lambda event: True):
    for who, event in happenings:
        if who == name and event["@type"] == kind and check(event):
            return event
    raise AssertionError(f"{name} did not get {kind}")


def is_ready(event):
    return event["authorization_state"]["@type"] == "authorizationStateReady"


def talk(server, library, folder):
    tdlib = tdlib_login.Tdlib(tdlib_login.patched_copy(library, server["pem"], folder))
    people = {}
    for name, facts in PEOPLE.items():
        person = Person(tdlib, server, os.path.join(folder, name), facts)
        people[person.id] = person
    ada, clara = people.values()
    happenings = events(tdlib, people, time.monotonic() + 30)

    ready = set()
    while len(ready) < len(people):
        for who, event in happenings:
            if event["@type"] == "updateAuthorizationState" and is_ready(event):
                ready.add(who)
                break
    ada.send("searchPublicChat", username="clara_chen")
    chat = wait_for(happenings, "Ada", "chat")["id"]
    ada.write(chat, "Does it work?")
    question = wait_for(happenings, "Clara", "updateNewMessage",
                        lambda event: text_of(event) == "Does it work?")
    clara.write(question["message"]["chat_id"], "It does.")
    wait_for(happenings, "Ada", "updateNewMessage", lambda event: text_of(event) == "It does.")


def main(server, library):
    with tempfile.TemporaryDirectory() as folder:
        talk(server, library, folder)
    # The library has threads that do not end by themselves.
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
