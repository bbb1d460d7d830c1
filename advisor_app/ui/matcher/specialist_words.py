"""How kinds of specialists and ways to meet are said in the window."""

from typing import Final

from advisor_app.ui.wording import later, phrase

KIND_WORDS: Final = {
    "surgeon": later("Surgeon"),
    "medical_oncologist": later("Medical oncologist"),
    "radiation_oncologist": later("Radiation oncologist"),
    "hematologist_oncologist": later("Hematologist oncologist"),
    "urologic_surgeon": later("Urologic surgeon"),
    "neurosurgeon": later("Neurosurgeon"),
    "neuro_oncologist": later("Neuro oncologist"),
    "ophthalmic_oncologist": later("Ophthalmic oncologist"),
    "pulmonologist": later("Pulmonologist"),
    "hepatologist": later("Hepatologist"),
    "endocrinologist": later("Endocrinologist"),
    "gastroenterologist": later("Gastroenterologist"),
    "dermatologist": later("Dermatologist"),
    "interventional_radiologist": later("Interventional radiologist"),
    "transplant_physician": later("Transplant physician"),
    "diagnostic_internist": later("Diagnostic internist"),
    "integrative_physician": later("Integrative physician"),
    "gyn_oncologist": later("Gynecologic oncologist"),
    "orthopaedic_oncologist": later("Orthopedic oncologist"),
    "pediatric_oncologist": later("Pediatric oncologist"),
    "genetic_counselor": later("Genetic counselor"),
    "palliative_physician": later("Palliative physician"),
    "survivorship_physician": later("Survivorship physician"),
    "fertility_specialist": later("Fertility specialist"),
    "geriatrician": later("Geriatrician"),
    "psychiatrist": later("Psychiatrist"),
    "dietitian": later("Dietitian"),
    "pathology_service": later("Pathology service"),
    "radiology_service": later("Radiology service"),
}
MODE_WORDS: Final = {
    "in_person": later("In person"),
    "video": later("Video"),
    "remote_written": later("Written"),
    "pathology_review": later("Slides"),
    "radiology_review": later("Images"),
    "physician_to_physician": later("By doctor"),
    "inpatient_transfer": later("Transfer"),
}


def kind_words(kind: str) -> str:
    """A kind of practitioner as people say it."""
    return phrase(KIND_WORDS.get(kind, kind.replace("_", " ").capitalize()))
