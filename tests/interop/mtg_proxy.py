"""mtg, an MTProxy of others, between our transports and the local data centre, in one scene:

    mtg_proxy.py SERVER PROBE MTG SCENE

mtg knows only Telegram's own addresses and reaches them through a SOCKS5 proxy; ours leads each of
them to the local data centre. Who does not prove that he knows the secret is handed to the host that
mtg imitates: here a real TLS server of this machine, one that says nothing, or none at all.
"""
import contextlib
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from socks_to import SocksTo

HOST = "imitated.example"
KEY = os.urandom(16).hex()
LIFETIME = 30  # seconds after which mtg ends by itself

# What the probe plays, with which secret and clock, who stands behind mtg, and which reason mtg logs.
SCENES = {
    "talk": {"play": "talk"},
    "classic": {"play": "talk", "prefix": "classic:"},
    "secret": {"play": "refused", "key": os.urandom(16).hex(), "log": "incorrect client random"},
    "domain": {"play": "refused", "host": "another.example", "log": "cannot find imitated.example in [another.example]"},
    "clock-slow": {"play": "refused", "clock": -3600, "log": "too old"},
    "clock-fast": {"play": "refused", "clock": 3600, "log": "too old"},
    "replay": {"play": "replayed", "log": "replay attack"},
    "silent-host": {"play": "silence", "key": os.urandom(16).hex(), "behind": "silence"},
    "no-host": {"play": "refused", "key": os.urandom(16).hex(), "behind": "nobody"},
    "unknown-dc": {"play": "unserved", "dc": 77, "log": "no available addresses for DC 77"},
}


def secret_of(scene):
    host = scene.get("host", HOST).encode().hex()
    return scene.get("prefix", "") + "ee" + scene.get("key", KEY) + host


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as place:
        return place.getsockname()[1]


class ImitatedHost:
    """The host behind the proxy: `tls` answers like any web server, `silence` never."""

    def __init__(self, kind, folder):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.kept = []
        self.asked_for = []  # the names in the hellos that it could read
        self.faults = []
        self.context = None
        if kind == "nobody":
            self.listener.close()
            return
        if kind == "tls":
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*make_certificate(folder))
            self.context.sni_callback = lambda _, name, __: self.asked_for.append(name)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            connection.settimeout(10)
            self.kept.append(connection)
            if self.context:
                self.greet(connection)

    def greet(self, connection):
        try:
            self.context.wrap_socket(connection, server_side=True)
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError):
            pass  # the client breaks off, as it should when this is not the proxy
        except OSError as error:
            self.faults.append(str(error))


def make_certificate(folder):
    certificate, key = folder / "host.pem", folder / "host.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={HOST}", "-days", "1",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def write_config(folder, port, socks, host):
    config = folder / "mtg.toml"
    config.write_text(f"""
debug = true
secret = "ee{KEY}{HOST.encode().hex()}"
bind-to = "127.0.0.1:{port}"
prefer-ip = "only-ipv4"
public-ipv4 = "127.0.0.1"
public-ipv6 = "::1"
auto-update = false
tolerate-time-skewness = "30s"
[domain-fronting]
ip = "127.0.0.1"
port = {host}
[network]
dns = "udp://127.0.0.1"
proxies = ["socks5://127.0.0.1:{socks}"]
[defense.anti-replay]
enabled = true
[defense.blocklist]
enabled = false
[stats.prometheus]
enabled = false
""", encoding="utf-8")
    return config


@contextlib.contextmanager
def running(command, port, log):
    """The process of mtg once it listens; stopped at the end, and by itself after its lifetime."""
    process = subprocess.Popen(["timeout", str(LIFETIME), *command], stdout=log, stderr=log,
                               stdin=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            if process.poll() is not None:
                sys.exit(f"mtg ended with {process.returncode}")
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait()


def play(server, probe, mtg, scene, folder):
    socks = SocksTo(server["port"])
    host = ImitatedHost(scene.get("behind", "tls"), folder)
    port = free_port()
    config = write_config(folder, port, socks.port, host.port)
    log = folder / "mtg.log"
    with log.open("wb") as output, running([mtg, "run", str(config)], port, output):
        done = subprocess.run(
            [probe, scene["play"], "127.0.0.1", str(port), server["pem"],
             str(scene.get("dc", server["dc"])), secret_of(scene), str(scene.get("clock", 0))],
            timeout=LIFETIME, check=False)
    said = log.read_text(encoding="utf-8", errors="replace")
    if done.returncode != 0:
        trouble = f"the probe ended with {done.returncode}"
    else:
        trouble = find_trouble(scene, said, socks, host)
    if trouble:
        print(said[-4000:], file=sys.stderr)
        sys.exit(trouble)


def find_trouble(scene, said, socks, host):
    """What the others have seen that does not belong into this scene, or nothing."""
    if scene.get("log", "") not in said:
        return f"mtg has not noted '{scene['log']}'"
    if scene["play"] == "talk" and socks.connections != 1:
        return f"mtg made {socks.connections} connections to the data centre"
    if host.faults:
        return f"the imitated host finds fault with the hello: {host.faults[0]}"
    is_handed_on = scene["play"] in ("refused", "replayed") and "behind" not in scene
    if host.asked_for != [scene.get("host", HOST)] * is_handed_on:
        return f"the imitated host was asked for {host.asked_for}"
    return None


def main():
    server, probe, mtg, scene = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        play(json.loads(server), probe, mtg, SCENES[scene], pathlib.Path(folder))


if __name__ == "__main__":
    main()
