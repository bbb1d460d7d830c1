"""The verb that takes online requests in; the one that needs the FHIR library."""

import sys
from argparse import Namespace

from advisor_app.bootstrap.shown_lines import put_left_out, put_numbers
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.bootstrap.visit import visited_house
from advisor_app.exchange.fhir_requests import rows_of_fhir
from advisor_app.exchange.reading import read_text
from advisor_app.exchange.requests_file import read_requests


@verb
def import_requests(options: Namespace) -> None:
    """Takes online requests into the queue; prints the case numbers given."""
    text = read_text(options.file)
    with visited_house() as house:
        read = read_requests(text, options.file, house.now, rows_of_fhir)
        bad = [str(row) for row in read.bad]
        if bad and (not options.skip_bad or not read.good):
            raise Refused(Code.BAD_INPUT, f"nothing was taken in: {'; '.join(bad)}")
        taken = house.queue.import_requests(house.act("online requests imported"), read.good)
        put_numbers(taken.numbers, house.now, options.ack_log)
    put_left_out(bad)
    if taken.known:
        came = "request" if taken.known == 1 else "requests"
        print(f"{taken.known} {came} came in before; nothing was added for them", file=sys.stderr)
