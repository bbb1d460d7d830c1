"""Keeps es.po in step with the intake and writes es.mo, which the console reads (build time only).

Run it from the top of the checkout after a question, a choice or a translation changed:

    python resources/words/make_words.py

Words of the intake that es.po lacks are added with an empty translation and told; words of the
window and the papers are entered by hand. A word that needs another translation at one question
gets a second entry with the path of that question as its context (msgctxt).
"""

from collections.abc import Iterator
from pathlib import Path

import polib

from advisor_app.domain.words import words_of_the_intake

HERE = Path(__file__).resolve().parent


def catalogues() -> Iterator[polib.POFile]:
    """Every catalogue beside this script."""
    for path in sorted(HERE.glob("*.po")):
        yield polib.pofile(str(path), wrapwidth=100)


def compiled(catalogue: polib.POFile) -> bytes:
    """The catalogue in the form that gettext reads."""
    return bytes(catalogue.to_binary())


def completed(catalogue: polib.POFile) -> list[str]:
    """Adds what the intake says and the catalogue lacks; what is still untranslated."""
    standing = {entry.msgid for entry in catalogue if not entry.msgctxt}
    for text, path in words_of_the_intake().items():
        if text not in standing:
            catalogue.append(polib.POEntry(msgid=text, comment=path))
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def main() -> None:
    """Completes and compiles all catalogues."""
    for catalogue in catalogues():
        path = Path(catalogue.fpath)
        missing = completed(catalogue)
        catalogue.save()
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        print(f"{path.name}: {len(catalogue)} entries, {len(missing)} untranslated")
        for text in missing:
            print(f"  {text}")


if __name__ == "__main__":
    main()
