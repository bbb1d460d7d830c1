"""The codes by which FHIR systems know each other, as far as a case has them.

Sources: HL7 FHIR R4B and its terminology, US Core, and mCODE 4 (minimal Common Oncology Data
Elements, HL7): the profiles, the codes of stage and TNM (SNOMED CT), of performance, of the course
of the disease, of the size of a tumour, and of radiotherapy.
"""

from typing import Final

CASE_SYSTEM: Final = "urn:care-advisor:case"
MRN_SYSTEM: Final = "urn:care-advisor:mrn"
ICD_10_CM: Final = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
MCODE: Final = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-"
CLINICAL: Final = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFICATION: Final = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
CONDITION_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/condition-category"
OBSERVATION_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ASSERTED: Final = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate"
ABSENT: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
BIRTH_SEX: Final = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex"

ECOG: Final = "89247-1"
ECOG_ANSWERS: Final = {
    "LA9622-7": 0, "LA9623-5": 1, "LA9624-3": 2, "LA9625-0": 3, "LA9626-8": 4,
}  # fmt: skip

STAGE_GROUPS: Final = {
    "399537006": "clinical", "399588009": "pathologic", "399390009": "",
    "21908-9": "clinical", "21902-2": "pathologic", "21914-7": "",
}  # fmt: skip
"""A code of a stage group, in SNOMED CT or in LOINC, and which kind of stage it is."""

TNM: Final = {
    "78873005": ("t", ""), "399504009": ("t", "c"), "384625004": ("t", "p"),
    "277206009": ("n", ""), "399534004": ("n", "c"), "371494008": ("n", "p"),
    "277208005": ("m", ""), "399387003": ("m", "c"), "371497001": ("m", "p"),
    "21906-3": ("n", "c"), "21905-5": ("t", "c"), "21907-1": ("m", "c"),
    "21900-6": ("n", "p"), "21899-0": ("t", "p"), "21901-4": ("m", "p"),
}  # fmt: skip
"""A code of a category, which of T, N and M it is, and clinical (c) or pathologic (p)."""

TNM_PROFILES: Final = {
    "t": "tnm-primary-tumor-category",
    "n": "tnm-regional-nodes-category",
    "m": "tnm-distant-metastases-category",
}

PROGRESS: Final = {
    "268910001": "improved", "359746009": "stable", "271299001": "worse",
    "709137006": "undetermined",
}  # fmt: skip
PROGRESS_CODE: Final = "97509-4"
TUMOUR_SIZE: Final = "21889-1"
LARGEST_SIDE: Final = "33728-7"
GENE: Final = "48018-6"
HEIGHT: Final = "8302-2"
WEIGHT: Final = "29463-7"
SMOKING: Final = "72166-2"
PACK_YEARS: Final = frozenset({"401201003", "8664-5"})
SMOKED: Final = {
    "8517006": "former", "266919005": "never", "449868002": "current", "77176002": "current",
    "428041000124106": "current", "428071000124103": "current", "428061000124105": "current",
}  # fmt: skip

SURGICAL: Final = "387713003"
RADIOTHERAPY: Final = "108290001"
RADIOTHERAPY_COURSE: Final = "1217123003"
INTENTS: Final = {"curative": "373808002", "palliative": "363676003"}
