"""Where what follows the first visit is done, which need not be where the first visit is.

A first visit can be near home while an operation or a radiation machine is elsewhere: the caller
must hear both. What a site does is told by the roster; a site of which it is not told proves
nothing, and then nothing is said.
"""

from collections.abc import Mapping
from typing import Final

from advisor_app.domain.people import Site
from advisor_app.matching.expertise import Expertise
from advisor_app.matching.wishes import miles

TREATS_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "surgeon": ("surgery",),
    "gyn_oncologist": ("surgery",),
    "urologic_surgeon": ("surgery",),
    "neurosurgeon": ("surgery",),
    "orthopaedic_oncologist": ("surgery",),
    "ophthalmic_oncologist": ("surgery", "outpatient_surgery"),
    "medical_oncologist": ("infusion",),
    "hematologist_oncologist": ("infusion",),
    "neuro_oncologist": ("infusion",),
    "radiation_oncologist": ("radiation",),
    "pediatric_oncologist": ("pediatrics",),
    "transplant_physician": ("transplant",),
}
"""What a site must do for what usually follows a first visit with such a kind, any of them.
Source: the public facts on regional sites; operations with nights stay at the main campus."""


def treatment_site(one: Expertise, first: str, sites: Mapping[str, Site], home: str) -> str:
    """The site where this specialist's treatment is done, of those they work at before others.

    `first` is the site of the first visit, `home` the patient's postal code. Empty where no site
    is known to do it, or the kind of specialist treats nobody.
    """
    wanted = TREATS_BY.get(one.kind, ())
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
