"""Several papers as one file, so that they go to the printer as one job."""

from collections.abc import Sequence
from io import BytesIO

from advisor_app.documents.pdfium import begun, opened


def joined_pdf(papers: Sequence[bytes], *, even: bool = False) -> bytes:
    """The pages of all papers in order.

    With `even` each paper begins on a sheet of its own when printed on both sides.
    """
    written = BytesIO()
    with begun() as whole:
        for paper in papers:
            with opened(paper) as part:
                whole.import_pages(part)
                if even and len(part) % 2:
                    width, height = part[0].get_size()
                    whole.new_page(width, height)
        whole.save(written)
    return written.getvalue()
