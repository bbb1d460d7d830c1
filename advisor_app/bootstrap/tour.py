"""The verb `tour`: one demonstration call through the real window, and pictures of every page."""

from argparse import Namespace
from pathlib import Path

from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.bootstrap.window import demonstration_console
from advisor_app.ui.tour import Tour


@verb
def tour(options: Namespace) -> None:
    """Leave pictures of every page, and the printed paper, in the folder that is named."""
    folder = Path(options.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(Code.BAD_INPUT, f"the folder cannot be made: {error.strerror}") from None
    pictures = Tour(demonstration_console(), folder).run()
    for name in pictures:
        print(folder / name)
