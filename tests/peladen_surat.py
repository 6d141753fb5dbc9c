"""A mail server for tests: says what the test wants and keeps what it was given."""

import socketserver
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Peladen:
    """What the server answers, and what came in. `jawaban` maps a command (MAIL, RCPT, DATA) to a refusal."""

    jawaban: Mapping[str, str] = field(default_factory=dict)
    sertifikat: Path | None = None
    starttls: bool = False
    port: int = 0
    perintah: list[str] = field(default_factory=list)
    surat: list[bytes] = field(default_factory=list)


class _Percakapan(socketserver.StreamRequestHandler):
    peladen: Peladen

    def handle(self) -> None:
        self._kata("220 uji")
        while baris := self.rfile.readline():
            perintah = baris.decode().strip()
            self.peladen.perintah.append(perintah)
            kata = perintah.split(maxsplit=1)[0].upper().partition(":")[0]
            if kata in self.peladen.jawaban:
                self._kata(self.peladen.jawaban[kata])
            elif kata == "EHLO":
                self._kata("250-uji", *(["250-STARTTLS"] if self.peladen.starttls else []), "250 AUTH PLAIN")
            elif kata == "STARTTLS":
                self._kata("220 silakan")
                self._bungkus()
            elif kata == "AUTH":
                self._kata("235 dikenal")
            elif kata == "DATA":
                self._kata("354 tulis")
                isi = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.peladen.surat.append(isi)
                self._kata("250 diterima")
            elif kata == "QUIT":
                self._kata("221 sampai jumpa")
                return
            else:
                self._kata("250 baik")

    def _kata(self, *baris: str) -> None:
        self.wfile.write("".join(f"{satu}\r\n" for satu in baris).encode())
        self.wfile.flush()

    def _bungkus(self) -> None:
        assert self.peladen.sertifikat
        konteks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        konteks.load_cert_chain(self.peladen.sertifikat)
        self.rfile.close()
        self.connection = konteks.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")

    def finish(self) -> None:
        """Called by socketserver; the wrapped connection is ours to close."""
        super().finish()
        self.connection.close()


class _Pendengar(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle of TLS is what some tests are about."""


@contextmanager
def peladen_surat(peladen: Peladen) -> Iterator[Peladen]:
    """The server on a free port of this machine, until the block ends."""
    jenis = type("Percakapan", (_Percakapan,), {"peladen": peladen})
    with _Pendengar(("127.0.0.1", 0), jenis) as pendengar:
        peladen.port = pendengar.server_address[1]
        utas = threading.Thread(target=pendengar.serve_forever, kwargs={"poll_interval": 0.01})
        utas.start()
        try:
            yield peladen
        finally:
            pendengar.shutdown()
            utas.join()
