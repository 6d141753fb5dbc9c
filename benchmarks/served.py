"""Pages asked for over a loopback socket: the product's own server, in a process of its own, and one reader of it."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from flask import Flask
from gunicorn.workers.base import Worker

from workflow_app.config import Settings
from workflow_app.server import Server, ikat

HOST = "127.0.0.1"
READ_BYTES = 256 * 1024
START_SECONDS = 60
END_OF_HEAD = b"\r\n\r\n"


class _Server(Server):
    """The product's server without the work that it does beside pages; tells who serves once the pages are ready."""

    def __init__(self, build: Callable[[Settings], Flask], settings: Settings, door: Connection) -> None:
        self._build, self._door = build, door
        soket = ikat(HOST, 0)
        self._port = soket.getsockname()[1]
        super().__init__(settings, soket, lambda: None)

    def load(self) -> Flask:
        """See Server."""
        return self._build(self._settings)

    def _mulai_worker(self, _proses: Worker) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._door.send((self._port, os.getpid()))


def _serve(build: Callable[[Settings], Flask], settings: Settings, door: Connection) -> None:
    _Server(build, settings, door).run()


@dataclass(frozen=True)
class Address:
    """Where an application is served, and by which process."""

    port: int
    pid: int


@contextmanager
def served(build: Callable[[Settings], Flask], settings: Settings) -> Iterator[Address]:
    """Serve what `build` gives with one worker, as a new installation does. `build` is a function of a module."""
    # Not forked: a copy of this process would take its connections to the database along, and close them.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(build, replace(settings, WEB_WORKERS=1), theirs))
    process.start()
    try:
        if not ours.poll(START_SECONDS):
            raise TimeoutError("the server did not start")
        yield Address(*ours.recv())
    finally:
        process.terminate()
        process.join()


class Reader:
    """One reader who asks for one page again and again on one connection.

    It reads bytes and parses next to nothing: what the reader costs stands on both sides of a ratio.
    """

    def __init__(self, address: Address, path: str, cookie: str = "") -> None:
        self._address = (HOST, address.port)
        head = f"Cookie: {cookie}\r\n" if cookie else ""
        self._question = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{address.port}\r\n{head}\r\n".encode("ascii")
        self._line = socket.socket()

    def connect(self) -> None:
        """Begin anew: while the other side has its turn, the server hangs up."""
        self._line.close()
        self._line = socket.create_connection(self._address, timeout=START_SECONDS)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def page(self) -> bytes:
        """The body of the page."""
        self._line.sendall(self._question)
        answer = b""
        while END_OF_HEAD not in answer:
            answer += self._part()
        head, _, body = answer.partition(END_OF_HEAD)
        assert head.startswith(b"HTTP/1.1 200 "), head
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._part()
        return body

    def _part(self) -> bytes:
        part = self._line.recv(READ_BYTES)
        if not part:
            raise ConnectionError("the server hung up")
        return part
