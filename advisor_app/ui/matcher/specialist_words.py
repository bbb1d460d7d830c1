"""How kinds of specialists and ways to meet are said in the window."""

from typing import Final

KIND_WORDS: Final = {
    "hematologist_oncologist": "Hematologist oncologist",
    "gyn_oncologist": "Gynecologic oncologist",
    "orthopaedic_oncologist": "Orthopedic oncologist",
    "pediatric_oncologist": "Pediatric oncologist",
    "genetic_counselor": "Genetic counselor",
    "pathology_service": "Pathology service",
    "radiology_service": "Radiology service",
}
MODE_WORDS: Final = {
    "in_person": "In person",
    "video": "Video",
    "remote_written": "Written",
    "pathology_review": "Slides",
    "radiology_review": "Images",
    "physician_to_physician": "By doctor",
    "inpatient_transfer": "Transfer",
}


def kind_words(kind: str) -> str:
    """A kind of practitioner as people say it."""
    return KIND_WORDS.get(kind, kind.replace("_", " ").capitalize())
