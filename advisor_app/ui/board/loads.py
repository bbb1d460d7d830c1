"""The half hours of the day as loads of the line, for what the board supposes."""

from typing import Final

from advisor_app.line.supposing import HalfHourLoad
from advisor_app.line.trends import HALF_HOUR, at_work
from advisor_app.ui.board.picture import Span
from advisor_app.ui.board.reading import BoardReading
from advisor_app.ui.board.staff import at_work_now
from advisor_app.ui.wording import later, phrase

NOW_LABEL: Final = later("Now")


def half_hour_loads(reading: BoardReading) -> tuple[HalfHourLoad, ...]:
    """The last thirty minutes first, then each half hour of the day.

    What is over tells its own calls and advisors. What is to come tells the calls that earlier days
    lead to expect, and those who are at work now. The handle time is that of the day, else that of
    earlier days.
    """
    now, ruler = reading.now, reading.ruler(Span.TODAY)
    handle = reading.figures(Span.TODAY).aht or reading.expected.handle_seconds
    arrivals = [one.arrived for one in reading.calls()]
    here = at_work_now(reading.advisors, reading.presences)
    recent = sum(1 for at in arrivals if now - HALF_HOUR < at <= now)
    loads = [HalfHourLoad(label=phrase(NOW_LABEL), calls=recent, advisors=here, aht_seconds=handle)]
    for index in range(ruler.count):
        start, label = ruler.at(index), ruler.label(index)
        if start + HALF_HOUR <= now:
            calls = sum(1 for at in arrivals if start <= at < start + HALF_HOUR)
            staff = round(at_work(reading.spans, start, start + HALF_HOUR))
            loads.append(HalfHourLoad(label=label, calls=calls, advisors=staff, aht_seconds=handle))
        elif label in reading.expected.calls:
            calls_to_come = reading.expected.calls[label]
            loads.append(
                HalfHourLoad(
                    label=label,
                    calls=calls_to_come,
                    advisors=here,
                    aht_seconds=handle,
                    expected=True,
                )
            )
    return tuple(loads)
