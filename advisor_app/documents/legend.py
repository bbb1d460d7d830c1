"""The legend of page 1: what the styles, the marks and the words for nothing mean."""

from advisor_app.documents.runs import GAP, NO_BREAK, Run, Runs, mark


def legend_runs(since: str) -> Runs:
    """The lines of the legend; `since` is the copy with which a reprint is compared."""

    def sign(letter: str, words: str) -> Runs:
        return (*mark(letter), Run(f"{NO_BREAK}{words}"))

    runs: list[Run] = [Run("Upright", bold=True), Run(" verified by"), GAP]
    runs += [*sign("R", "read to us from a report"), GAP, *sign("D", "document seen by us"), GAP]
    runs += [*sign("K", "referring clinician"), Run("\n"), Run("Italic", italic=True)]
    runs += [Run(" not verified, said by"), GAP, *sign("P", "patient"), GAP, *sign("C", "caller")]
    runs += [GAP, *sign("O", "online form"), GAP, Run("no mark: “Told by”"), GAP]
    runs += [*sign("?", "in conflict"), Run("\n")]
    for head, words in (
        ("--", "not asked"),
        ("unknown", "asked, not known"),
        ("none", "asked, there is none"),
        ("bold", "act on it"),
    ):
        runs += [Run(head, bold=True), Run(f" {words}"), GAP]
    if since:
        runs += [Run("left bar", bold=True), Run(f" new or changed since {since}")]
    return tuple(runs)
