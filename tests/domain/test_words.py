"""The words of the intake in the language of the talk."""

import runpy
from collections import Counter
from pathlib import Path

import polib
import pytest

from advisor_app.domain.intake_words import words_of_the_intake
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.words import CATALOGUES, Words, languages, words_in

SCRIPT = RESOURCES / "words" / "make_words.py"
OTHERS = [language for language in languages() if language != "en"]
SPANISH = words_in("es")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / f"{language}.po"))


def test_the_console_speaks_english_and_spanish() -> None:
    assert languages() == ("en", "es")


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_read_is_made_of_what_is_reviewed(language: str) -> None:
    made = runpy.run_path(str(SCRIPT))["compiled"](catalogue(language))
    assert (CATALOGUES / f"{language}.mo").read_bytes() == made


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_of_the_intake_is_left_untranslated(language: str) -> None:
    translated = {
        entry.msgid for entry in catalogue(language).translated_entries() if not entry.fuzzy
    }
    assert not set(words_of_the_intake()) - translated


@pytest.mark.parametrize("language", OTHERS)
def test_a_word_stands_once_in_each_context(language: str) -> None:
    counted = Counter((entry.msgctxt, entry.msgid) for entry in catalogue(language))
    assert not [key for key, count in counted.items() if count > 1]
    contexts = {entry.msgctxt for entry in catalogue(language) if entry.msgctxt}
    assert contexts <= {*QUESTIONS, "part"} | {one for one in contexts if one.startswith("window")}


def test_every_question_is_asked_in_spanish_as_a_question() -> None:
    for question in QUESTIONS.values():
        label = SPANISH.label(question)
        assert label != question.label or question.label.isupper(), question.path
        if question.label.endswith("?"):
            assert label.endswith(("?", ".")), label
            assert "¿" in label, label
        assert label == label.strip()


def test_nobody_is_addressed_familiarly() -> None:
    familiar = {"tú", "tu", "tus", "te", "ti", "contigo", "tienes", "puedes", "quieres", "eres"}
    for entry in catalogue("es"):
        words = {word.strip("¿?.,;:¡!()").casefold() for word in entry.msgstr.split()}
        assert not words & familiar, entry.msgstr


def test_the_advisor_asks_in_the_language_of_the_talk() -> None:
    born = QUESTIONS["patient.dob"]
    assert words_in("en").label(born) == "Date of birth? Month first please."
    assert SPANISH.label(born) == "¿Fecha de nacimiento? Primero el mes, por favor."
    assert SPANISH.choice(QUESTIONS["caller.relationship"], "child") == "hijo o hija"
    assert SPANISH.short(born) == "Fecha de nacimiento"


def test_one_word_can_be_said_in_two_ways() -> None:
    assert SPANISH.choice(QUESTIONS["path.rows/*/report_status"], "none") == "no hay"
    assert SPANISH.choice(QUESTIONS["contact.voicemail_ok"], "none") == "ninguno"
    phone = QUESTIONS["caller.second_contact"].spec_of("phone")
    assert phone is not None
    assert SPANISH.part(phone) == "teléfono"
    assert SPANISH.choice(QUESTIONS["lang.interpreter_needed"], "phone") == "por teléfono"


def test_what_nobody_translated_stands_in_english(tmp_path: Path) -> None:
    assert Words("xx", tmp_path).text("No such words") == "No such words"
    assert Words("xx", tmp_path).language == "en"
    assert SPANISH.text("No such words") == "No such words"
    assert SPANISH.text("") == ""
    assert SPANISH.choice(QUESTIONS["ins.plan_type"], "their own words") == "their own words"
