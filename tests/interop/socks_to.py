"""A SOCKS5 proxy that leads every connection to one port of this machine, whatever was asked for."""
import contextlib
import socket
import socketserver
import struct
import threading


def receive(connection, count):
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            raise OSError("the connection ended")
        data += more
    return data


def pump(source, sink):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        with contextlib.suppress(OSError):
            _, methods = receive(self.request, 2)
            receive(self.request, methods)
            self.request.sendall(b"\5\0")
            *_, kind = receive(self.request, 4)
            length = {1: 4, 4: 16}.get(kind) or receive(self.request, 1)[0]
            receive(self.request, length + 2)
            self.serve()

    def serve(self):
        with socket.create_connection(("127.0.0.1", self.server.target)) as there:
            self.server.owner.connections += 1
            self.request.sendall(struct.pack(">BBBB4sH", 5, 0, 0, 1, bytes([127, 0, 0, 1]), 0))
            back = threading.Thread(target=pump, args=(there, self.request), daemon=True)
            back.start()
            pump(self.request, there)
            back.join()


class SocksTo:
    """Listens until the program ends; `connections` counts those that were led on."""

    def __init__(self, target):
        self.connections = 0
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.target = target
        server.owner = self
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
