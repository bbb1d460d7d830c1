"""Other ways to make the two pages of a case summary, each from the same values in the same faces.

    python -m tests.benchmarks.paper_peers

All documents are different, and every way meets each of them before the next one.

Every peer gets the words with their styles, the rows of every table, the furniture of every page
and, where it can draw one, the barcode; it breaks lines and pages as it does by nature. What none
of them does is what the console does beyond: fit two pages, choose a face by character, mark what
did not fit.
"""

import gc
import html
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

import fpdf
import typst
import weasyprint
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from advisor_app.documents.display import Barcode, Box, Fill, MarginWord, PageList, PageSize, Rule
from advisor_app.documents.faces import FOLDER, MARK_FACES, font_of
from advisor_app.documents.runs import Run, Runs, joined, plain, strong
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import Cell, IssueDetails, SummaryContent
from tests.benchmarks.papers import contents, ours
from tests.documents.conftest import ISSUE

ROUNDS = 40
WARM = 5
SLOW = 6
"""The two slow ways are asked for fewer documents."""

WIDE = ("PaperSans-Regular", "PaperSans-Bold", "PaperSans-Italic", "PaperSans-BoldItalic")
NARROW = (
    "PaperSans-Narrow",
    "PaperSans-NarrowBold",
    "PaperSans-NarrowItalic",
    "PaperSans-NarrowBoldItalic",
)
BOLD = WIDE[1]
LEGEND = (
    "Upright verified by [R] read to us from a report [D] document seen by us [K] referring "
    "clinician. Italic not verified, said by [P] patient [C] caller [O] online form, no mark: "
    "Told by. [?] in conflict. -- not asked, unknown asked, not known, none asked, there is none."
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of as many cells each, under a title; those of page 2 are set narrow, as ours are."""

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Runs, ...], ...]


def two_pages(content: SummaryContent) -> tuple[list[Rows], list[Rows]]:
    """The words of a summary, page by page, in its order."""
    front = [
        _keyed("", [Cell(key=banner.head, value=banner.text) for banner in content.banners]),
        _keyed("Reason and question", [Cell(key="", value=content.question)]),
        _keyed("Told by", [Cell(key="", value=content.told_by)]),
        _keyed("Diagnosis", [Cell(key="", value=content.diagnosis.headline)]),
        _keyed("", content.diagnosis.cells),
        _keyed("Conflicts", [
            Cell(key=one.label, value=joined(one.values, " ≠ ")) for one in content.conflicts
        ]),
        _keyed("Status now", content.status),
        _keyed("Special considerations", content.special),
        _keyed("Other doctors", [Cell(key="", value=one.who) for one in content.doctors]),
        _keyed("Matched to", content.matched),
        _keyed("Records", content.records),
        _keyed("Five questions", content.questions),
        _keyed("", [Cell(key="Marks", value=plain(LEGEND))]),
    ]  # fmt: skip
    back = [
        _keyed(
            content.history_title, [Cell(key=one.when, value=one.what) for one in content.history]
        )
    ]
    for table in content.tables:
        heads = tuple(strong(head) for head in table.heads)
        back.append(Rows(table.title, (86.0, 100.0, 117.0, 110.0, 98.0), (heads, *table.rows)))
    back.append(
        Rows("Records checklist", (350.0, 161.0), tuple(
            (plain(one.name), one.status) for one in content.checklist
        ))
    )  # fmt: skip
    back.append(_keyed("Background and wishes", content.background))
    return [part for part in front if part.rows], [part for part in back if part.rows]


def _keyed(title: str, cells: Any) -> Rows:
    return Rows(title, (120.0, 391.0), tuple((strong(cell.key), cell.value) for cell in cells))


def head_of(content: SummaryContent) -> Runs:
    """The strip of every page."""
    own = content.identity
    return (Run(own.name, bold=True), Run(f"   DOB {own.born} {own.age_sex}   Case {own.number}"))


def foot_of(issue: IssueDetails, page: int) -> str:
    """The footer of every page."""
    return (
        f"Page {page} of 2   v{issue.version} of {issue.at:%d %b %Y %H:%M}, printed by "
        f"{issue.printed_by}, {issue.workstation}, copy {issue.copy}. Reply to {issue.reply_to}. "
        f"Health information. If found call {issue.confidentiality_phone}."
    )


def bare_canvas(lists: tuple[PageList, ...]) -> bytes:
    """Our own finished marks, drawn as anybody draws on ReportLab's canvas."""
    written = BytesIO()
    canvas: Any = Canvas(written, pagesize=PageSize.LETTER.value)
    for page in lists:
        for item in page.items:
            match item:
                case Rule():
                    canvas.setLineWidth(item.thick)
                    canvas.line(item.x0, 792 - item.y0, item.x1, 792 - item.y1)
                case Box():
                    canvas.setFillGray(0 if item.fill is Fill.BLACK else 1)
                    canvas.setLineWidth(item.line or 0.5)
                    y, filled = 792 - item.y - item.height, item.fill is not Fill.NOTHING
                    canvas.rect(item.x, y, item.width, item.height, item.line > 0, int(filled))
                case Barcode():
                    code: Any = Code128(item.value, barHeight=item.height, barWidth=item.module)
                    code.drawOn(canvas, item.right - code.width, 792 - item.y - item.height)
                case MarginWord():
                    canvas.setFillGray(item.grey)
                    canvas.setFont(item.face, item.size)
                    canvas.drawString(48, 20, item.text)
                case _:
                    font_of(item.face)
                    canvas.setFillGray(1 if item.white else 0)
                    canvas.setFont(item.face, item.size)
                    canvas.drawString(item.x, 792 - item.y, item.text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def platypus(content: SummaryContent, issue: IssueDetails) -> bytes:
    """ReportLab's own layout: paragraphs in tables, furniture drawn by page."""
    for faces in (WIDE, NARROW):
        pdfmetrics.registerFontFamily(faces[0], *[font_of(face).fontName for face in faces])
    wide = ParagraphStyle("body", fontName=WIDE[0], fontSize=9.5, leading=11.5)
    narrow = ParagraphStyle("narrow", fontName=NARROW[0], fontSize=9.5, leading=11.5)
    head = ParagraphStyle("head", fontName=BOLD, fontSize=11.5, leading=14)

    def furniture(canvas: Any, document: Any) -> None:
        code: Any = Code128(content.identity.number, barHeight=19, barWidth=0.96)
        code.drawOn(canvas, 559 - code.width, 725)
        line = Paragraph(_marked_up(head_of(content)), head)
        line.wrapOn(canvas, 360, 40)
        line.drawOn(canvas, 48, 730)
        foot = Paragraph(html.escape(foot_of(issue, document.page)), narrow)
        foot.wrapOn(canvas, 511, 40)
        foot.drawOn(canvas, 48, 26)

    parts: list[Any] = []
    for number, page in enumerate(two_pages(content)):
        style = narrow if number else wide
        if number:
            parts.append(PageBreak())
        for rows in page:
            if rows.title:
                parts.append(Paragraph(html.escape(rows.title), head))
            cells = [[Paragraph(_marked_up(cell), style) for cell in row] for row in rows.rows]
            shown = Table(cells, colWidths=rows.widths[: len(cells[0])])
            shown.setStyle(TableStyle([
                ("LINEABOVE", (0, 0), (-1, -1), 0.3, (0, 0, 0)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ]))  # fmt: skip
            parts += [shown, Spacer(1, 2)]
    written = BytesIO()
    paper = SimpleDocTemplate(
        written, pagesize=PageSize.LETTER.value,
        leftMargin=48, rightMargin=53, topMargin=70, bottomMargin=60,
    )  # fmt: skip
    paper.build(parts, onFirstPage=furniture, onLaterPages=furniture)
    return written.getvalue()


def _marked_up(runs: Runs) -> str:
    return "".join(_tagged(run, html.escape(run.text)) for run in runs)


def _tagged(run: Run, text: str) -> str:
    if run.mark:
        face = MARK_FACES[run.text]
        return f'<font name="{font_of(face).fontName}">{text}</font>'
    text = f"<i>{text}</i>" if run.italic else text
    return f"<b>{text}</b>" if run.bold else text


class Typst:
    """Typst with its compiler and its fonts kept from paper to paper."""

    def __init__(self) -> None:
        make: Any = typst.Compiler
        self._compiler = make(b"", font_paths=[str(FOLDER)], ignore_system_fonts=True)

    def paper(self, content: SummaryContent, issue: IssueDetails) -> bytes:
        """Grids of styled text under a header and a footer."""
        return bytes(self._compiler.compile(input="".join(_typst(content, issue)).encode()))


def _typst(content: SummaryContent, issue: IssueDetails) -> Iterator[str]:
    yield '#set text(font: "PaperSans", size: 9.5pt)\n'
    yield '#set page("us-letter", margin: (x: 48pt, top: 70pt, bottom: 60pt),'
    yield f" header: {_block(head_of(content))}, footer: {_block(plain(foot_of(issue, 1)))})\n"
    for number, page in enumerate(two_pages(content)):
        if number:
            yield "#pagebreak()\n#set text(stretch: 87.5%)\n"
        for rows in page:
            if rows.title:
                yield f"#text(weight: 650, size: 11.5pt, {_quoted(rows.title)})\n"
            cells = ", ".join(_block(cell) for row in rows.rows for cell in row)
            widths = ", ".join(f"{wide}pt" for wide in rows.widths[: len(rows.rows[0])])
            yield f"#grid(columns: ({widths}), inset: 2pt, stroke: (top: 0.3pt), {cells})\n"


def _block(runs: Runs) -> str:
    told = "".join(
        f'#text(font: "{MARK_FACES.get(run.text, "PaperSans") if run.mark else "PaperSans"}", '
        f"weight: {650 if run.bold else 400}, "
        f'style: "{"italic" if run.italic else "normal"}", {_quoted(run.text)})'
        for run in runs
    )
    return f"[{told}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def fpdf_paper(content: SummaryContent, issue: IssueDetails) -> bytes:
    """fpdf2 with cells that wrap."""
    pdf = fpdf.FPDF(format="letter", unit="pt")
    for family, faces in (("Wide", WIDE), ("Narrow", NARROW)):
        for style, face in zip(("", "b", "i", "bi"), faces, strict=True):
            pdf.add_font(family, style, str(FOLDER / f"{face}.ttf"))
    for number, page in enumerate(two_pages(content), start=1):
        pdf.add_page()
        pdf.set_font("Narrow" if number > 1 else "Wide", size=9.5)
        pdf.multi_cell(
            0, 12, _starred(head_of(content)), markdown=True, new_x="LMARGIN", new_y="NEXT"
        )
        for rows in page:
            if rows.title:
                pdf.cell(0, 14, f"**{rows.title}**", markdown=True, new_x="LMARGIN", new_y="NEXT")
            for row in rows.rows:
                for place, cell in enumerate(row):
                    last = place == len(row) - 1
                    pdf.multi_cell(
                        rows.widths[place], 11.5, _starred(cell), markdown=True, border="T",
                        new_x="LMARGIN" if last else "RIGHT", new_y="NEXT" if last else "TOP",
                    )  # fmt: skip
        pdf.multi_cell(0, 12, foot_of(issue, number))
    return bytes(pdf.output())


def _starred(runs: Runs) -> str:
    return "".join(
        f"**{run.text}**" if run.bold or run.mark else f"__{run.text}__" if run.italic else run.text
        for run in runs
    )


def weasy_paper(content: SummaryContent, issue: IssueDetails) -> bytes:
    """WeasyPrint with tables, its faces read from their files."""
    styles = ("", "font-weight:bold", "font-style:italic", "font-weight:bold;font-style:italic")
    css = "".join(
        f"@font-face{{font-family:{name};src:url('{(FOLDER / f'{face}.ttf').as_uri()}');{style}}}"
        for name, faces in (("Wide", WIDE), ("Narrow", NARROW))
        for face, style in zip(faces, styles, strict=True)
    )
    pages = "<hr>".join(
        f"<div class=p{number}><p>{_marked_up(head_of(content))}</p>"
        + "".join(
            f"<h4>{html.escape(rows.title)}</h4><table>"
            + "".join(
                "<tr>" + "".join(f"<td>{_marked_up(cell)}</td>" for cell in row) + "</tr>"
                for row in rows.rows
            )
            + "</table>"
            for rows in page
        )
        + f"<p>{html.escape(foot_of(issue, number))}</p></div>"
        for number, page in enumerate(two_pages(content), start=1)
    )
    css += "@page{size:letter;margin:48pt}hr{page-break-after:always}"
    css += ".p1{font:9.5pt Wide}.p2{font:9.5pt Narrow}"
    return bytes(weasyprint.HTML(string=f"<style>{css}</style>{pages}").write_pdf() or b"")


def measured(work: Callable[[], bytes]) -> tuple[float, int]:
    start = time.process_time()
    pdf = work()
    return (time.process_time() - start) * 1000, len(pdf)


def table() -> None:
    """Every way with every document, one after the other, so that all meet the same machine."""
    kept = Typst()
    told = list(contents(ROUNDS + WARM))
    times: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    gc.collect()
    gc.freeze()
    for number, content in enumerate(told):
        ways: dict[str, Callable[[], bytes]] = {
            "console": partial(ours, content),
            "ReportLab platypus as it comes": partial(platypus, content, ISSUE),
            "typst, compiler kept": partial(kept.paper, content, ISSUE),
        }
        if number < WARM + SLOW:
            ways["fpdf2"] = partial(fpdf_paper, content, ISSUE)
            ways["WeasyPrint"] = partial(weasy_paper, content, ISSUE)
        spent = {name: measured(work) for name, work in ways.items()}
        drawn = render_summary(content, ISSUE, PageSize.LETTER).lists
        spent["bare ReportLab canvas, marks given"] = measured(partial(bare_canvas, drawn))
        for name, (took, size) in spent.items():
            sizes[name] = max(size, sizes.get(name, 0))
            if number >= WARM:
                times.setdefault(name, []).append(took)
    base = times["console"]
    print("| way | median ms | least ms | beside ours | most bytes |\n|---|---|---|---|---|")
    for name, row in times.items():
        ratio = statistics.median(one / own for one, own in zip(row, base, strict=False))
        middle = statistics.median(row)
        print(f"| {name} | {middle:.1f} | {min(row):.1f} | {ratio:.1f} | {sizes[name]:,} |")


if __name__ == "__main__":
    table()
