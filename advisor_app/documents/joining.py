"""Several papers as one file, so that they go to the printer as one job."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2


def joined_pdf(papers: Sequence[bytes], *, even: bool = False) -> bytes:
    """The pages of all papers in order.

    With `even` each paper begins on a sheet of its own when printed on both sides.
    """
    whole = pypdfium2.PdfDocument.new()
    for paper in papers:
        part = pypdfium2.PdfDocument(paper)
        whole.import_pages(part)
        if even and len(part) % 2:
            width, height = part[0].get_size()
            whole.new_page(width, height)
        part.close()
    written = BytesIO()
    whole.save(written)
    whole.close()
    return written.getvalue()
