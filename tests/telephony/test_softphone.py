"""The softphone of a desk: its netstrings, its events, and a real call of sipp to baresip."""

import json
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.line.entries import LineEntries, LineEntry
from advisor_app.line.news import Arrived, HungUp, LineNews, TakenUp
from advisor_app.services.failures import NotPossible
from advisor_app.telephony.netstrings import BrokenNetstring, packed, unpacked
from advisor_app.telephony.softphone import GONE, Softphone
from tests.telephony.sip import CALLER, caller, free_port, needs_sip, running_softphone

ENTRIES = LineEntries((LineEntry(dialled="+12125550107", group="breast"),))


def phone_at(address: tuple[str, int]) -> Softphone:
    """The softphone of Ruiz."""
    return Softphone(address, "ruiz", lambda: datetime.now(UTC), ENTRIES)


def until(seen: Callable[[], bool], what: str) -> None:
    """Wait for it, but not for ever."""
    limit = time.monotonic() + 15
    while not seen():
        assert time.monotonic() < limit, f"{what} did not come"
        time.sleep(0.02)


def news_of(phone: Softphone) -> tuple[LineNews, ...]:
    """What it has heard meanwhile."""
    return phone.news_until(datetime.now(UTC))


@given(st.lists(st.binary(max_size=80), max_size=6), st.integers(1, 40))
def test_netstrings_come_whole_however_they_are_cut(parts: list[bytes], cut: int) -> None:
    sent, buffer = b"".join(map(packed, parts)), b""
    heard: list[bytes] = []
    for first in range(0, len(sent), cut):
        found, buffer = unpacked(buffer + sent[first : first + cut])
        heard += found
    assert (heard, buffer) == (parts, b"")


@pytest.mark.parametrize("sent", [b"x:1,", b"3:abcd", b"-1:,", b"9999999:", b"12345678", b":,"])
def test_what_is_no_netstring_is_refused(sent: bytes) -> None:
    with pytest.raises(BrokenNetstring):
        unpacked(sent)


class TellingPhone:
    """Stands where baresip would and says whatever it is told to."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._server.getsockname()
        self._links: list[socket.socket] = []
        self._thread = threading.Thread(target=self._welcome, daemon=True)
        self._thread.start()

    def says(self, sent: bytes) -> None:
        """Send it to whoever listens."""
        until(lambda: bool(self._links), "the console")
        self._links[-1].sendall(sent)

    def tells(self, kind: str, **words: str) -> None:
        """One event of an incoming call."""
        event = {"event": True, "type": kind, "direction": "incoming", "id": "a@b"} | words
        self.says(packed(json.dumps(event).encode()))

    def ends(self) -> None:
        """Hang up on everybody."""
        self._server.close()
        for link in self._links:
            link.close()

    def _welcome(self) -> None:
        while True:
            try:
                self._links.append(self._server.accept()[0])
            except OSError:
                return


def test_hostile_events_harm_nothing() -> None:
    there = TellingPhone()
    phone = phone_at(there.address)
    rung = threading.Event()
    phone.start(rung.set)
    try:
        for sent in (b"[1]", b"nonsense", b"[" * 3000, b"7", b'{"event":true}', b"\xff"):
            there.says(packed(sent))
        there.tells("CALL_CLOSED", id="unknown@b")
        there.tells("CALL_INCOMING", peeruri="sip:+12125550117@10.0.0.1", id="1@b",
                    accountaor="sip:+12125550107@pbx")  # fmt: skip
        there.tells("CALL_INCOMING", peeruri="<script>", accountaor="sip:@", id="2@b")
        heard: list[LineNews] = []
        limit = time.monotonic() + 10
        while len(heard) < 2 and time.monotonic() < limit:
            heard += news_of(phone)
            time.sleep(0.02)
        known, unknown = heard
        assert isinstance(known, Arrived)
        assert isinstance(unknown, Arrived)
        assert (known.call.phone, known.call.family, known.rings_at) == (CALLER, "breast", "ruiz")
        assert (unknown.call.phone, unknown.call.family) == ("", "")
        assert rung.is_set()
        there.says(b"no netstring at all, but a long text")
        until(lambda: phone.trouble == GONE, "the end of the connection")
        until(lambda: phone.trouble == "", "the next connection")
    finally:
        phone.close()
        there.ends()


def test_a_telephone_that_is_not_there_says_so() -> None:
    phone = phone_at(("127.0.0.1", free_port(socket.SOCK_STREAM)))
    phone.start(lambda: None)
    try:
        assert phone.trouble == GONE
        phone.answer("sip-unknown")
        with pytest.raises(NotPossible):
            phone.dial(CALLER)
        with pytest.raises(NotPossible, match="no number"):
            phone.dial("\n/quit")
    finally:
        phone.close()


@needs_sip
def test_a_real_call_rings_is_answered_and_ends(tmp_path: Path) -> None:
    with running_softphone(tmp_path) as there:
        phone = phone_at(there.control)
        phone.start(lambda: None)
        heard: list[LineNews] = []

        def came(kind: type[LineNews]) -> bool:
            heard.extend(news_of(phone))
            return any(isinstance(one, kind) for one in heard)

        try:
            until(lambda: phone.trouble == "", "the softphone")
            with caller(tmp_path, there.sip, "held_caller.xml") as talk:
                until(lambda: came(Arrived), "the ring")
                (ring,) = heard
                assert isinstance(ring, Arrived)
                assert (ring.call.phone, ring.rings_at) == (CALLER, "ruiz")
                phone.answer(ring.call.id)
                until(lambda: came(TakenUp), "the talk")
                phone.hold(ring.call.id)
                phone.resume(ring.call.id)
                time.sleep(0.5)
                phone.hang_up(ring.call.id)
                until(lambda: came(HungUp), "the end")
                assert talk.wait(10) == 0
        finally:
            phone.close()
