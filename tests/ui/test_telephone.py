"""A whole call from outside: over the feed's socket, and over SIP into a real softphone."""

import json
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.window import with_feed, with_softphone
from advisor_app.line.calls import CallEventKind, CallState
from advisor_app.ui.context import Console
from tests.advisor import Advisor, demonstration_desk, shown_text, value_at
from tests.telephony.sip import CALLER, caller, needs_sip, running_softphone

KNOWN: Final = "+12015550131"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The feed's socket of a console whose data lie in a folder of this test."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    return tmp_path / "feed" / "console.socket"


@pytest.fixture
def desk(dressed: QApplication, place: Path) -> Iterator[Advisor]:
    """A console that hears the telephone system."""
    assert dressed
    with Advisor(with_feed(demonstration_desk())).at_desk() as advisor:
        assert place.exists()
        yield advisor


class Exchange:
    """The telephone system on the other side of the socket."""

    def __init__(self, place: Path) -> None:
        self._link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._link.connect(str(place))

    def writes(self, sent: bytes) -> None:
        """Bytes as they are."""
        self._link.sendall(sent)

    def tells(self, state: str, **words: str) -> None:
        """One event of the call 4711."""
        self.writes(json.dumps({"call": "4711", "state": state} | words).encode() + b"\n")

    def hangs_up(self) -> None:
        """The system goes away."""
        self._link.close()


@pytest.fixture
def exchange(desk: Advisor, place: Path) -> Iterator[Exchange]:
    """A telephone system that is connected."""
    assert desk
    system = Exchange(place)
    yield system
    system.hangs_up()


def rings(desk: Advisor) -> str:
    """The id of the call that is offered here."""
    presenter = desk.window.queue_presenter
    desk.hands.until(lambda: presenter.offer is not None, what="the offer")
    assert presenter.offer is not None
    return presenter.offer.key


def stands(desk: Advisor, state: CallState) -> None:
    """The call at this desk stands so."""
    desk.hands.until(
        lambda: desk.window.desk.call is not None and desk.window.desk.call.state is state,
        what=f"the call {state}",
    )


def test_a_whole_call_over_the_socket(desk: Advisor, exchange: Exchange) -> None:
    exchange.tells("waiting", number=CALLER, dialled="+12125550100", menu="4")
    call_id = rings(desk)
    assert call_id == "acd-4711"
    row = desk.window.queue.line(call_id)
    assert row is not None
    assert row.group == "Pancreas, biliary"
    desk.takes_call()
    assert desk.intake.call.callback_number.value == CALLER
    desk.presses(Qt.Key.Key_F4)
    stands(desk, CallState.HELD)
    exchange.tells("connected", advisor="ruiz")
    stands(desk, CallState.CONNECTED)
    exchange.tells("held", advisor="somebody")
    exchange.tells("held", advisor="ruiz")
    stands(desk, CallState.HELD)
    exchange.tells("ended")
    desk.hands.until(lambda: desk.window.desk.wrap_up.card.is_open, what="the wrap-up")
    stands(desk, CallState.WRAP_UP)
    console = desk.window.console
    kinds = [one.kind for one in console.queue.events(console.act()) if one.call == call_id]
    assert kinds == [
        CallEventKind.ARRIVED,
        CallEventKind.OFFERED,
        CallEventKind.ACCEPTED,
        CallEventKind.HOLD_START,
        CallEventKind.HOLD_END,
        CallEventKind.HOLD_START,
        CallEventKind.ENDED,
    ]


def test_a_caller_who_gives_up_rings_no_more(desk: Advisor, exchange: Exchange) -> None:
    exchange.tells("waiting", number=CALLER)
    rings(desk)
    exchange.tells("ended")
    desk.hands.until(lambda: desk.window.queue_presenter.offer is None, what="silence")


def test_who_calls_again_is_looked_up_and_paired_by_the_case(
    desk: Advisor, exchange: Exchange
) -> None:
    desk.hands.opens_new_case()
    desk.answers({"patient.family_name": "Roe", "contact.phone_primary": "(201) 555-0131"})
    assert value_at(desk.stored, "contact.phone_primary") == "(201) 555-0131"
    number = desk.hands.case.number
    exchange.tells("waiting", number=KNOWN)
    console = desk.window.console
    call = console.queue.call(console.act(), rings(desk))
    assert (call.phone, call.prefers, call.first_time) == (KNOWN, "ruiz", False)
    assert not call.case
    assert desk.hands.case.number == number
    offer = desk.window.queue_presenter.offer
    assert offer is not None
    assert "You know this case" in offer.why
    desk.window.go("queue")
    desk.hands.until(
        lambda: number in {one.case for one in desk.window.queue.who.candidates},
        what="who it may be",
    )


def test_hostile_lines_leave_one_sentence_each_and_the_connection(
    desk: Advisor, exchange: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "advisor_app.ui.feed_door"):
        exchange.writes(b"SECRET\n\x00\xff\n\n{}\n[1,2]\n" + b'{"call":"SECRET' * 5000 + b"\n")
        exchange.writes(b'{"call": "1", "state": "waiting", "SECRET": "1"}\n')
        exchange.tells("waiting", number=CALLER)
        assert rings(desk) == "acd-4711"
    said = [one.getMessage() for one in caplog.records]
    assert len(said) == 6
    assert all(one.startswith("A line of the telephone feed was passed over") for one in said)
    assert not any("SECRET" in one for one in said)


def test_bytes_may_come_in_any_pieces(desk: Advisor, exchange: Exchange) -> None:
    for sign in json.dumps({"call": "4711", "state": "waiting"}) + "\n":
        exchange.writes(sign.encode())
        desk.hands.wait(0.001)
    assert rings(desk) == "acd-4711"


@needs_sip
def test_a_real_sip_call_rings_the_console(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dressed
    with running_softphone(tmp_path) as there:
        monkeypatch.setenv("ADVISOR_SOFTPHONE", f"127.0.0.1:{there.control[1]}")
        console: Console = with_softphone(replace(demonstration_desk(), sources=()))
        with Advisor(console).at_desk() as desk, caller(tmp_path, there.sip) as talk:
            call_id = rings(desk)
            offer = desk.window.queue_presenter.offer
            assert offer is not None
            assert "rings on your telephone" in offer.why
            desk.takes_call()
            assert desk.intake.call.callback_number.value == CALLER
            stands(desk, CallState.CONNECTED)
            assert talk.poll() is None
            desk.presses(Qt.Key.Key_F8)
            desk.hands.until(lambda: desk.window.desk.wrap_up.card.is_open, what="the wrap-up")
            desk.hands.until(lambda: talk.poll() is not None, what="the caller's end")
            assert talk.returncode == 0
            call = console.queue.call(console.act(), call_id)
            assert call.state is CallState.WRAP_UP


@needs_sip
def test_a_promise_is_dialled_by_the_softphone(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dressed
    with running_softphone(tmp_path) as there:
        monkeypatch.setenv("ADVISOR_SOFTPHONE", f"127.0.0.1:{there.control[1]}")
        console = with_softphone(demonstration_desk())
        assert console.phone is not None
        with Advisor(console).at_desk() as desk:
            desk.hands.until(lambda: not console.phone or not console.phone.trouble, what="it")
            assert desk.window.dialler.dial("(212) 555-0117")
            desk.hands.settle()
            log = tmp_path / "baresip.log"
            desk.hands.until(lambda: b"12125550117" in log.read_bytes(), what="the dialling")


def test_a_softphone_that_is_gone_is_said_once(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dressed
    monkeypatch.setenv("ADVISOR_SOFTPHONE", "127.0.0.1:1")
    with Advisor(with_softphone(demonstration_desk())).at_desk() as desk:
        desk.hands.until(
            lambda: "softphone does not answer" in shown_text(desk.window.status, "statusText"),
            what="the warning",
        )
