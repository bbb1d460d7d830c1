"""The case summary beside other ways to make a PDF, all documents different, in one run.

    python -m tests.benchmarks.papers            the table
    python -m tests.benchmarks.papers --soak N   boxes of N generated cases, in both sizes

Peers write the same words: ReportLab platypus as it comes, a bare ReportLab canvas that draws our
display list with whole faces, typst, fpdf2 and WeasyPrint.
"""

import html
import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

import fpdf
import typst
import weasyprint
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from advisor_app.bootstrap.files_house import FilesHouse, files_house
from advisor_app.documents.display import Drawn, PageList, PageSize, Rule, Text
from advisor_app.documents.faces import FOLDER, characters_of
from advisor_app.documents.preview import page_images
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import SummaryContent
from advisor_app.documents.summary_from_case import summary_content
from advisor_app.domain.case import Case
from advisor_app.exchange.case_file import read_case
from tests.documents.conftest import CASES, ISSUE, NOW
from tests.documents.geometry import faults
from tests.documents.hostile import HOSTILE

ROUNDS = 15
MANY = 500
NAMES = ("Ahn", "Berg", "Castillo", "Dahl", "Eze", "Ferrante", "Gupta", "Haddad", "Ito", "Jansen")


def contents(count: int) -> Iterator[SummaryContent]:
    """Summaries of written cases, every one with words of its own."""
    house = files_house()
    chance = random.Random(7)
    files = [path for path in sorted(CASES.glob("*.json")) if path.stem != "no-authority"]
    read = [read_case(path.read_text(encoding="utf-8")).intake for path in files]
    made = [_content(house, intake) for intake in read]
    for number in range(count):
        content = made[number % len(made)]
        words = " ".join(chance.choice(NAMES) for _ in range(6))
        name = replace(content.identity, number=f"Q-26-{number:05}", name=f"{words[:18]}, {number}")
        yield replace(content, identity=name)


def _content(house: FilesHouse, intake: Any) -> SummaryContent:
    match = house.matcher.rank(intake, NOW)
    case = Case(number="Q-26-00001", intake=intake)
    return summary_content(
        case, match, house.knowledge, house.roster, now=NOW, prepared_by="J. Ruiz, RN"
    )


def ours(content: SummaryContent) -> bytes:
    return render_summary(content, ISSUE, PageSize.LETTER).pdf


def lines_of(drawn: Drawn) -> list[list[tuple[str, str]]]:
    """The words of each page as rows of two cells, in reading order."""
    return [
        [(one.text, two.text) for one, two in zip(page.texts[::2], page.texts[1::2], strict=False)]
        for page in drawn.lists
    ]


def bare_canvas(lists: tuple[PageList, ...]) -> bytes:
    written = BytesIO()
    canvas: Any = Canvas(written, pagesize=PageSize.LETTER.value)
    for page in lists:
        for item in page.items:
            if isinstance(item, Rule):
                canvas.line(item.x0, 792 - item.y0, item.x1, 792 - item.y1)
            elif isinstance(item, Text) and "Mark" not in item.face:
                characters_of(item.face)
                canvas.setFont(item.face, item.size)
                canvas.drawString(item.x, 792 - item.y, item.text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def platypus(pages: list[list[tuple[str, str]]]) -> bytes:
    written, style = BytesIO(), getSampleStyleSheet()["Normal"]
    style.fontName = "PaperSans-Regular"
    characters_of(style.fontName)
    parts: list[Any] = []
    for rows in pages:
        cells = [[Paragraph(html.escape(text), style) for text in row] for row in rows]
        parts.append(Table(cells, colWidths=[160, 340]))
    SimpleDocTemplate(written).build(parts)
    return written.getvalue()


def typst_paper(pages: list[list[tuple[str, str]]]) -> bytes:
    words = "\n".join(
        f'#text("{_quoted(one)}") #h(1em) #text("{_quoted(two)}")\n'
        for page in pages
        for one, two in page
    )
    compiler: Any = typst
    head = (
        '#set page("us-letter", margin: 1.5cm)\n#set text(font: "PaperSans-Regular", size: 9pt)\n'
    )
    return bytes(compiler.compile((head + words).encode(), font_paths=[str(FOLDER)]))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def fpdf_paper(pages: list[list[tuple[str, str]]]) -> bytes:
    pdf = fpdf.FPDF(format="letter")
    pdf.add_font("Paper", fname=str(FOLDER / "PaperSans-Regular.ttf"))
    pdf.set_font("Paper", size=9)
    for rows in pages:
        pdf.add_page()
        for one, two in rows:
            pdf.cell(50, 4, one)
            pdf.multi_cell(0, 4, two, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def weasy_paper(pages: list[list[tuple[str, str]]]) -> bytes:
    rows = "".join(
        f"<tr><td>{html.escape(one)}</td><td>{html.escape(two)}</td></tr>"
        for page in pages
        for one, two in page
    )
    return bytes(weasyprint.HTML(string=f"<table>{rows}</table>").write_pdf() or b"")


def measured(work: Callable[[], bytes]) -> tuple[float, int]:
    start = time.process_time()
    pdf = work()
    return (time.process_time() - start) * 1000, len(pdf)


def table() -> None:
    told = list(contents(ROUNDS + 1))
    drawn = [render_summary(content, ISSUE, PageSize.LETTER) for content in told]
    times: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    for content, made in zip(told, drawn, strict=True):
        pages = lines_of(made)
        fresh = replace(content, prepared=(*content.prepared,))
        ways: dict[str, Callable[[], bytes]] = {
            "console": partial(ours, fresh),
            "bare ReportLab canvas, lines given": partial(bare_canvas, made.lists),
            "ReportLab platypus as it comes": partial(platypus, pages),
            "typst": partial(typst_paper, pages),
            "fpdf2": partial(fpdf_paper, pages),
            "WeasyPrint": partial(weasy_paper, pages),
        }
        for name, work in ways.items():
            took, size = measured(work)
            times.setdefault(name, []).append(took)
            sizes[name] = size
    base = statistics.median(times["console"][1:])
    print("| way | median ms | least ms | beside ours | bytes |\n|---|---|---|---|---|")
    for name, spent in times.items():
        middle = statistics.median(spent[1:])
        least, ratio = min(spent[1:]), middle / base
        print(f"| {name} | {middle:.1f} | {least:.1f} | {ratio:.1f} | {sizes[name]} |")
    _fresh_texts()
    _many()
    _worst()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory with every peer loaded: {peak} MiB")


def _fresh_texts() -> None:
    """From the key to the pixels of page 1: build and picture at 150 dpi, words new each time."""
    spent = []
    for content in contents(ROUNDS):
        start = time.process_time()
        page_images(ours(content), 150.0)
        spent.append((time.process_time() - start) * 1000)
    print(f"build and both pages at 150 dpi: median {statistics.median(spent):.0f} ms")


def _many() -> None:
    told = list(contents(MANY))
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        total = sum(pool.map(_size, told, chunksize=10))
    spent = time.perf_counter() - start
    print(f"{MANY} summaries on two processes: {spent:.1f} s, {total // MANY} bytes each")


def _size(content: SummaryContent) -> int:
    return len(ours(content))


def _worst() -> None:
    rows = [
        {"name": f"drug {n} {HOSTILE[n % 16]}", "start": f"20{10 + n % 16}-03", "cycles": "6 of 6"}
        for n in range(200)
    ]
    text = " ".join(f"word{n}" for n in range(25_000))[:125_000]
    notes = (text + " ".join(HOSTILE[13:18]) * 200 + text)[:250_000]
    case = {"free_text": notes, "caller": {"is_patient": True}, "tx": {"rows": rows}}
    content = _content(files_house(), read_case(case).intake)
    start = time.perf_counter()
    drawn = render_summary(content, ISSUE, PageSize.LETTER)
    spent = time.perf_counter() - start
    print(f"250 KB of notes, 200 treatments: {spent:.1f} s, {drawn.pages} pages, {drawn.notes}")


def soak(count: int) -> None:
    """Boxes of generated cases: every text of the corpus in every place, both sizes."""
    chance, wrong = random.Random(11), 0
    for content in contents(count):
        text = chance.choice(HOSTILE)[: chance.choice((12, 60, 400))]
        question = (replace(content.question[0], text=f"“{text}”"),) if content.question else ()
        name = replace(content.identity, name=text or "Name", native=chance.choice(HOSTILE)[:40])
        told = replace(content, question=question, identity=name)
        for size in PageSize:
            wrong += len(faults(render_summary(told, ISSUE, size)))
    print(f"{count} cases in both sizes: {wrong} faults")


if __name__ == "__main__":
    if "--soak" in sys.argv:
        soak(int(sys.argv[sys.argv.index("--soak") + 1]))
    else:
        table()
