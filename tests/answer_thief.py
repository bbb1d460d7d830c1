"""A line between a console and its PostgreSQL: the answer to one commit is lost on it for good."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

from sqlalchemy import URL

_PORT = 5432
_AT_ONCE = 65_536


class AnswerThief:
    """Passes everything on, both ways. Once armed, the next COMMIT reaches the server and is done
    there, and the console's connection ends before it hears of it.
    """

    def __init__(self, url: URL) -> None:
        folder = url.query["host"]
        assert isinstance(folder, str)
        self._server = f"{folder}/.s.PGSQL.{_PORT}"
        self._folder = Path(mkdtemp(prefix="thief-"))
        self.url = url.update_query_dict({"host": str(self._folder)})
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(self._folder / f".s.PGSQL.{_PORT}"))
        self._door.listen()
        self._armed = threading.Event()
        self.stolen = threading.Event()
        self._threads = [threading.Thread(target=self._let_in)]
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._door, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join()

    def arm(self) -> None:
        """Steal the answer to the next commit."""
        self.stolen.clear()
        self._armed.set()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                console, _ = self._door.accept()
                server = socket.socket(socket.AF_UNIX)
                try:
                    server.connect(self._server)
                except OSError:
                    console.close()
                    server.close()
                    continue
                self._open += [console, server]
                dropping = threading.Event()
                for way in ((console, server, dropping, True), (server, console, dropping, False)):
                    self._threads.append(threading.Thread(target=self._pass_on, args=way))
                    self._threads[-1].start()

    def _pass_on(
        self, come: socket.socket, go: socket.socket, dropping: threading.Event, asked: bool
    ) -> None:
        with suppress(OSError):
            while data := come.recv(_AT_ONCE):
                if asked and b"COMMIT" in data and self._armed.is_set():
                    self._armed.clear()
                    dropping.set()
                if not asked and dropping.is_set():
                    self.stolen.set()
                    break
                go.sendall(data)
        for one in (come, go):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
