"""Where what follows the first visit is done, which need not be where the first visit is.

A first visit can be near home while an operation or a radiation machine is elsewhere: the caller
must hear both. What a site does is told by the roster; a site of which it is not told proves
nothing, and then nothing is said. What follows a visit stands in `centre/kind_services.tsv`.
"""

from collections.abc import Mapping, Sequence

from advisor_app.domain.people import Site
from advisor_app.matching.expertise import Expertise
from advisor_app.matching.wishes import miles


def treatment_site(
    one: Expertise, wanted: Sequence[str], first: str, sites: Mapping[str, Site], home: str
) -> str:
    """The site where this specialist's treatment is done, of those they work at before others.

    `wanted` is what a site must do for it, any of them; `first` the site of the first visit, `home`
    the patient's postal code. Empty where no site is known to do it, or nothing is wanted.
    """
    here = sites.get(first)
    if here is not None and any(what in here.does for what in wanted):
        return first
    able = [site for site in sites.values() if any(what in site.does for what in wanted)]
    if not able:
        return ""

    def order(site: Site) -> tuple[bool, float, str]:
        away = miles(home, site.postal_code) if home else None
        return site.id not in one.practitioner.sites, away or 0.0, site.id

    return min(able, key=order).id
