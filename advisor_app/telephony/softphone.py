"""The softphone of one desk: baresip, driven by its `ctrl_tcp` on this machine.

An incoming call is offered at this desk; what the console does to the call (answer, hold, resume,
hang up) is done to it here. Calls of other sources are none of its business. Settings of baresip
that this needs: `module_app ctrl_tcp.so`, `module_app menu.so`, `ctrl_tcp_listen 127.0.0.1:4444`.
"""

import json
import logging
import re
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from threading import Event, Lock, Thread
from typing import Any, Final

from advisor_app.domain.phones import read_phone
from advisor_app.line.calls import IncomingCall
from advisor_app.line.entries import LineEntries
from advisor_app.line.news import Arrived, HungUp, LineNews, TakenUp
from advisor_app.services.failures import NotPossible
from advisor_app.telephony.netstrings import BrokenNetstring, packed, unpacked

_LOG: Final = logging.getLogger(__name__)
_AGAIN_AFTER_SECONDS: Final = 2.0
_SENDS_WITHIN_SECONDS: Final = 2.0
_LISTENS_SECONDS: Final = 0.5
_PREFIX: Final = "sip-"
_USER: Final = re.compile(r"sips?:([^@;>]{1,64})@")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
GONE: Final = "The softphone does not answer: take calls at the telephone itself."


class Softphone:
    """A source of calls and the telephone of one desk, on a thread of its own.

    `account` is who sits here. `entries` tell what a dialled line is about.
    """

    def __init__(
        self,
        address: tuple[str, int],
        account: str,
        now: Callable[[], datetime],
        entries: LineEntries,
    ) -> None:
        self._address, self._account = address, account
        self._now, self._entries = now, entries
        self._lock = Lock()
        self._link: socket.socket | None = None
        self._calls: dict[str, str] = {}
        self._waiting: list[LineNews] = []
        self._tell: Callable[[], None] = _nobody
        self._ended = Event()
        self._thread = Thread(target=self._run, name="softphone", daemon=True)

    # ---- the desk ----

    def start(self, tell: Callable[[], None]) -> None:
        """Begin to listen; `tell` is called, on another thread, when there are news."""
        self._tell = tell
        self._thread.start()

    def close(self) -> None:
        """Listen no more; calls that are up stay up at the telephone."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def trouble(self) -> str:
        """What the advisor must know of the telephone; empty where it works."""
        return "" if self._link is not None else GONE

    def dial(self, number: str) -> None:
        """Call a number in E.164. Raises NotPossible."""
        if _E164.fullmatch(number) is None:
            raise NotPossible("That is no number to dial: it needs + and the country.")
        if not self._send("dial", number):
            raise NotPossible(GONE)

    # ---- the source ----

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What happened since the last time, up to and with `now`."""
        with self._lock:
            due = [one for one in self._waiting if one.at <= now]
            self._waiting = [one for one in self._waiting if one.at > now]
        return tuple(due)

    def answered(self, call: str) -> None:
        """The telephone knows itself who is answered."""

    # ---- the telephone ----

    def answer(self, call_id: str) -> None:
        """Speak with the caller."""
        self._command(call_id, "accept")

    def hold(self, call_id: str) -> None:
        """Let the caller wait."""
        self._command(call_id, "hold")

    def resume(self, call_id: str) -> None:
        """Speak with them again."""
        self._command(call_id, "resume")

    def hang_up(self, call_id: str) -> None:
        """End the call."""
        self._command(call_id, "hangup")

    # ---- within ----

    def _command(self, call_id: str, command: str) -> None:
        theirs = self._calls.get(call_id)
        if theirs is not None:
            self._send("callfind", theirs)
            self._send(command)

    def _send(self, command: str, told: str = "") -> bool:
        order = json.dumps({"command": command, "params": told}).encode()
        with self._lock:
            if self._link is None:
                return False
            try:
                self._link.sendall(packed(order))
            except OSError:
                self._link = None
                return False
        return True

    def _run(self) -> None:
        while not self._ended.is_set():
            with suppress(OSError, BrokenNetstring):
                self._listen()
            with self._lock:
                self._link = None
            if not self._ended.is_set():
                self._tell()
            self._ended.wait(_AGAIN_AFTER_SECONDS)

    def _listen(self) -> None:
        with socket.create_connection(self._address, _SENDS_WITHIN_SECONDS) as link:
            with self._lock:
                self._link = link
            self._tell()
            link.settimeout(_LISTENS_SECONDS)
            buffer = b""
            while not self._ended.is_set():
                try:
                    came = link.recv(4096)
                except TimeoutError:
                    continue
                if not came:
                    return
                payloads, buffer = unpacked(buffer + came)
                for payload in payloads:
                    self._hear(payload)

    def _hear(self, payload: bytes) -> None:
        try:
            event = json.loads(payload)
            news = self._news(event) if isinstance(event, dict) else None
        except (ValueError, RecursionError):
            _LOG.info("An event of the softphone was passed over: it is not JSON.")
            return
        if news is not None:
            with self._lock:
                self._waiting.append(news)
            self._tell()

    def _news(self, event: Mapping[str, Any]) -> LineNews | None:
        theirs, kind = str(event.get("id", "")), event.get("type")
        if event.get("event") is not True or event.get("direction") != "incoming" or not theirs:
            return None
        at = self._now()
        if kind == "CALL_INCOMING":
            return Arrived(at=at, call=self._incoming(event, theirs, at), rings_at=self._account)
        known = next((ours for ours, one in self._calls.items() if one == theirs), None)
        if known is None:
            return None
        if kind == "CALL_ESTABLISHED":
            return TakenUp(at=at, call=known, by=self._account)
        if kind == "CALL_CLOSED":
            del self._calls[known]
            return HungUp(at=at, call=known)
        return None

    def _incoming(self, event: Mapping[str, Any], theirs: str, at: datetime) -> IncomingCall:
        ours = f"{_PREFIX}{at:%Y%m%d%H%M%S%f}"
        self._calls[ours] = theirs
        entry = self._entries.of(_number(event.get("accountaor")))
        return IncomingCall(
            id=ours,
            phone=_number(event.get("peeruri")),
            arrived_at=at,
            family=entry.group if entry is not None else "",
            language=(entry.language if entry is not None else "") or "en",
        )


def _number(address: object) -> str:
    """The number of a SIP address in E.164; empty where it holds none."""
    found = _USER.match(str(address or ""))
    return (read_phone(found[1]) or "") if found is not None else ""


def _nobody() -> None:
    """Nobody listens yet."""
