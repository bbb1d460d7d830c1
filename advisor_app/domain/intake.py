"""The one definition of the intake: every question, in its section, once."""

from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from advisor_app.domain.answers import Answer
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.questions import Kind, Page, Stage, choices, part, question
from advisor_app.domain.values import Parts

M = TypeVar("M")

# One line a question: the formatter would spread each over ten.
# fmt: off
TEXT, LONG, CODE, OPEN, CODES = Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.OPEN_CODE, Kind.CODES
WORDS, YES_NO, NUMBER, DATE, PHONE = (
    Kind.WORDS,
    Kind.YES_NO,
    Kind.NUMBER,
    Kind.DATE,
    Kind.PHONE,
)
PARTS = Kind.PARTS
FIRST, BOOKING, VISIT = Stage.FIRST_CONTACT, Stage.BOOKING, Stage.VISIT

SIDES: Final = choices("right", "left", "both", "midline", "unknown", n_a="not a paired organ")
YES_MAYBE_NO: Final = choices("yes", "maybe", "no")
REPORT_STATES: Final = choices("have", "requested", "pending_result", "none")
IMAGE_STATES: Final = choices(
    "not_requested", "cd_requested", "cd_in_hand", "uploaded", "received"
)
RECORD_STATES: Final = choices(
    "not_needed",
    "to_request",
    "release_out",
    "requested",
    "partial",
    "received",
    "reviewed",
    "cannot_obtain",
)
SERVICES: Final = choices(
    full_consult="full consultation",
    pathology_review="pathology slides read again",
    radiology_review="images read again",
    genetics="genetics",
    clinical_trials="clinical trials",
    integrative="integrative medicine",
    remote_written="written opinion",
    treatment_transfer="treatment here",
    diagnostic_workup="find out what it is",
    physician_to_physician="doctor to doctor",
)
STATUS: Final = choices(
    abnormal_not_diagnosed="abnormal result, no diagnosis yet",
    newly_diagnosed_untreated="newly diagnosed, not treated yet",
    treatment_started="treatment has begun",
    treatment_completed="treatment is finished",
    recurrence_or_progression="it came back or grew",
    surveillance_question="a question about follow-up",
    hereditary_risk_only="family risk only",
    unsure="not sure",
)
AUTHORITY: Final = choices(
    self="the patient is calling",
    patient_on_line_agreed="patient on the line and agreed",
    patient_verbal_permission_later="patient will give permission later",
    health_care_proxy_or_POA="health care proxy or power of attorney",
    legal_guardian="legal guardian",
    parent_of_minor="parent of a minor",
    treating_clinician_TPO="treating clinician or office",
    none_yet="none yet",
)
RELATIONSHIP: Final = choices(
    "self",
    "parent",
    "child",
    "sibling",
    "other_relative",
    "friend",
    "legal_guardian",
    "health_care_agent",
    "referring_clinician",
    "clinician_office_staff",
    "case_manager",
    "employer_programme",
    "interpreter",
    "other",
    spouse_partner="spouse or partner",
)
MODALITY: Final = choices(
    "surgery",
    "systemic",
    "radiation",
    "radionuclide",
    "endoscopic",
    "observation",
    "other",
    transplant_cell="transplant or cell therapy",
    ablation_embolisation="ablation or embolisation",
)
SYMPTOMS: Final = choices(
    "pain", "fatigue", "nausea", "vomiting", "constipation", "diarrhoea", "cough", "swelling",
    "numbness", "rash", "fever", "bleeding", "weight_loss", "poor_appetite", "poor_sleep",
    "low_mood", "none", short_of_breath="short of breath",
)
"""A short list after the PRO-CTCAE item library; free words stand beside it."""

URGENCY: Final = choices(
    E0_911="call 911 now",
    E1_ED_today="emergency department today",
    U1_RN_now_48h="nurse now, seen within 48 hours",
    U2_7d="within 7 days",
    R_14d="within 14 days",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[M]):
    """The members of a group that repeats, in order; removed members stay as tombstones."""

    rows: tuple[M, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What every member of a repeated group has: a stable id, its order and its tombstone."""

    id: str
    order: int = 0
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The call itself."""

    received_at: Answer[str] = question("When did the call come in?", "Received", Kind.MOMENT)
    channel: Answer[str] = question("How did it come in?", "Channel", CODE, choices("phone_in", "phone_callback", "web_request", "physician_line", "international_desk", "transfer"))
    advisor_id: Answer[str] = question("Who took the history?", "Taken by", TEXT)
    callback_number: Answer[str] = question("If we get cut off, what number do I call?", "Call-back number", PHONE, needed_for=FIRST)
    location_now: Answer[Parts] = question("Where are you right now, which town and state?", "Where now", PARTS, asked_when="red_flag_or_video", needed_for=BOOKING, parts=(part("text"), part("place", Kind.PLACE)), page=Page.WHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who is on the line, and what may be told to them."""

    name: Answer[str] = question("May I have your full name?", "Caller's name", TEXT, needed_for=FIRST)
    is_patient: Answer[bool] = question("Are you calling for yourself?", "Calling for self", YES_NO, needed_for=FIRST)
    age: Answer[int] = question("May I ask how old you are?", "Caller's age", NUMBER, asked_when="relative_calls", lowest=0, highest=120)
    relationship: Answer[str] = question("How are you related to the patient?", "Relation", CODE, RELATIONSHIP, asked_when="caller_not_patient", needed_for=FIRST)
    authority: Answer[str] = question("Does the patient know you are calling, and may we speak with you about their care?", "Authority", CODE, AUTHORITY, asked_when="caller_not_patient", needed_for=FIRST, page=Page.CONSENT)
    authority_document: Answer[Parts] = question("Could you send us the proxy or guardianship paper?", "Proxy paper", PARTS, asked_when="authority_by_document", needed_for=BOOKING, parts=(part("code", CODE, choices("not_needed", "requested", "received", "sighted")), part("date", DATE)), page=Page.CONSENT)
    patient_aware_of_diagnosis: Answer[str] = question("How much does the patient know about the diagnosis?", "Patient knows", CODE, choices("fully", "partly", "unsure", not_told="not told"), asked_when="caller_not_patient", needed_for=FIRST, page=Page.CONSENT)
    phone: Answer[str] = question("Best number for you?", "Caller's phone", PHONE, asked_when="caller_not_patient", needed_for=BOOKING)
    preferred_contact: Answer[str] = question("Who should we call to schedule?", "Call whom", CODE, choices("patient", "caller", "either"), asked_when="relative_calls", needed_for=BOOKING)
    second_contact: Answer[Parts] = question("Anyone else we may speak with?", "Second contact", PARTS, parts=(part("name"), part("phone", PHONE), part("authority")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Who the patient is: two identifiers before anything is told."""

    family_name: Answer[str] = question("Patient's last name, as on the ID or passport?", "Last name", TEXT, needed_for=FIRST)
    given_names: Answer[str] = question("First and middle names as on the ID?", "First names", TEXT, needed_for=FIRST)
    name_native: Answer[str] = question("How is it written in your own language?", "Native spelling", TEXT, asked_when="native_script", needed_for=VISIT)
    other_names: Answer[tuple[str, ...]] = question("Any other name on earlier records, a maiden name?", "Other names", WORDS, needed_for=VISIT)
    preferred_name: Answer[str] = question("What would you like to be called?", "Prefers", TEXT)
    dob: Answer[PartialDate] = question("Date of birth? Month first please.", "Date of birth", DATE, needed_for=FIRST, past_only=True)
    age: Answer[int] = question("How old is the patient, if the date of birth is not known?", "Age told", NUMBER, asked_when="dob_not_known", lowest=0, highest=120)
    sex_at_birth: Answer[str] = question("What sex were you assigned at birth? We ask because it affects tests.", "Sex at birth", CODE, choices("female", "male", "unknown", "not_disclosed"), needed_for=FIRST)
    gender: Answer[Parts] = question("How do you describe your gender?", "Gender", PARTS, parts=(part("code", OPEN, choices("woman", "man", "nonbinary", "transgender_woman", "transgender_man", "other")), part("text")))
    pronouns: Answer[str] = question("Which pronouns?", "Pronouns", TEXT)
    organs_relevant: Answer[tuple[str, ...]] = question("Have any of these been removed?", "Organs removed", CODES, choices("breasts", "ovaries", "uterus", "cervix", "prostate", "testes"), asked_when="organ_conflict")
    mrn: Answer[str] = question("Have you ever been seen here?", "Record number", TEXT, needed_for=BOOKING)
    external_ids: Answer[tuple[str, ...]] = question("Passport number, for the customs letter?", "Passport", WORDS, asked_when="abroad", needed_for=VISIT, private=True)
    vital_status: Answer[str] = question("Is the patient living?", "Vital status", CODE, choices("living", "deceased"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach the patient, and how not to."""

    phone_primary: Answer[str] = question("Best number?", "Phone", PHONE, needed_for=FIRST)
    phone_alt: Answer[str] = question("A second one?", "Second phone", PHONE)
    voicemail_ok: Answer[str] = question("May we leave a detailed message there?", "Voicemail", CODE, choices("detailed", "name_and_number_only", "none"), needed_for=BOOKING)
    email: Answer[str] = question("Email for the portal and the upload link?", "Email", Kind.EMAIL)
    best_time: Answer[Parts] = question("When is best to reach you?", "Best time", PARTS, needed_for=BOOKING, parts=(part("times", WORDS), part("zone")))
    do_not_contact: Answer[str] = question("Anyone we should not speak to, or a number not to use?", "Do not contact", TEXT, needed_for=BOOKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The language of the talk."""

    spoken: Answer[str] = question("What language are you most comfortable speaking about your health?", "Spoken language", Kind.LANGUAGE, needed_for=FIRST)
    written: Answer[str] = question("And reading?", "Reads", Kind.LANGUAGE, needed_for=VISIT)
    interpreter_needed: Answer[str] = question("Would you like a free medical interpreter?", "Interpreter", CODE, choices("none", "phone", "video", "in_person", "sign"), asked_when="not_english_or_hearing", needed_for=BOOKING)
    interpreter_used_today: Answer[str] = question("Which interpreter helps us today (name or number)?", "Interpreter today", TEXT, asked_when="not_english_or_hearing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """What helps the patient follow."""

    hearing_vision: Answer[tuple[str, ...]] = question("Any difficulty hearing or seeing?", "Hearing, vision", CODES, choices("hearing", "vision", "speech", "none"), needed_for=VISIT)
    literacy_support: Answer[Parts] = question("Would you like someone with you on calls?", "Someone on calls", PARTS, parts=(part("bool", YES_NO), part("name")))
    cognition: Answer[str] = question("Any memory problems or trouble following?", "Memory", CODE, choices("none", "mild", "needs_surrogate"), asked_when="cognition_matters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Where the patient lives, and where they will be on the day."""

    country: Answer[str] = question("Which country do you live in?", "Country", Kind.COUNTRY, asked_when="country_open", needed_for=FIRST)
    state: Answer[str] = question("Which state?", "State", Kind.STATE, asked_when="in_us", needed_for=FIRST)
    address: Answer[Parts] = question("Home address?", "Address", PARTS, needed_for=BOOKING, parts=(part("street"), part("city"), part("postal_code")))
    county: Answer[str] = question("Which county is that?", "County", TEXT, asked_when="near_state")
    location_at_visit: Answer[str] = question("Where would you be sitting for a video visit?", "Place on the day", Kind.PLACE, asked_when="video_possible", needed_for=BOOKING)
    willing_to_travel: Answer[tuple[str, ...]] = question("Could you travel to the main campus? To one of the regional sites?", "Will travel to", CODES, choices(main="the main campus", nj="New Jersey", long_island="Long Island", westchester="Westchester", none="nowhere", already_in_NYC="is already in New York City"), needed_for=BOOKING)
    temporary_stay: Answer[Parts] = question("Are you staying nearby now? Until when?", "Staying nearby", PARTS, asked_when="out_of_area", parts=(part("text"), part("from", DATE), part("until", DATE)))
    video_ready: Answer[str] = question("A phone or computer with a camera and good internet?", "Ready for video", CODE, choices("yes", "needs_help", "no"), asked_when="video_wanted", needed_for=BOOKING)
    visa_needed: Answer[Parts] = question("Will you need a visa letter?", "Visa", PARTS, asked_when="abroad", needed_for=BOOKING, parts=(part("code", CODE, choices("no", "yes", "have_visa")), part("expiry", DATE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """Who pays."""

    primary_payer: Answer[Parts] = question("Which insurance do you have?", "Insurance", PARTS, asked_when="in_us", needed_for=BOOKING, parts=(part("text"), part("code")))
    plan_type: Answer[str] = question("HMO, PPO, Medicare, Medicaid, marketplace?", "Plan", OPEN, choices(commercial_ppo="commercial PPO", hmo_epo="HMO or EPO", medicare_ffs="Medicare, original", medicare_advantage="Medicare Advantage", medicaid="Medicaid", tricare_va="TRICARE or VA", international="international", self_pay="pays alone", none="no plan", employer_direct_programme="employer's own programme"), asked_when="in_us", needed_for=BOOKING)
    member_id: Answer[str] = question("Member number on the card?", "Member number", TEXT, asked_when="in_us", needed_for=BOOKING, private=True)
    subscriber: Answer[Parts] = question("Whose name is the policy in?", "Policy holder", PARTS, asked_when="in_us", parts=(part("text"), part("dob", DATE), part("relationship")))
    referral_or_auth: Answer[str] = question("Does your plan need a referral or an authorisation?", "Authorisation", CODE, choices("no", "yes_have", "yes_need", "unknown"), asked_when="plan_with_referral", needed_for=BOOKING)
    secondary: Answer[Parts] = question("Any second insurance?", "Second insurance", PARTS, asked_when="medicare", needed_for=BOOKING, parts=(part("text"), part("code")))
    employer_programme: Answer[str] = question("Is this through an employer's cancer benefit?", "Employer benefit", TEXT)
    financial_worry: Answer[str] = question("Is cost a worry for you?", "Cost a worry", CODE, choices("no", "some", "serious"), needed_for=VISIT)
    self_pay_ack: Answer[bool] = question("A written opinion from afar has a fee that insurance may not cover. Is that all right?", "Fee accepted", YES_NO, asked_when="abroad_or_written", needed_for=BOOKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor(Member):
    """A doctor who looks after the patient now."""

    role: Answer[str] = question("Which doctors are looking after this?", "Role", OPEN, choices("oncologist", "surgeon", "radiation_oncologist", "hematologist", "gastroenterologist", "pulmonologist", "urologist", "gynecologist", "dermatologist", "neurologist", "other", pcp="family doctor", none="no doctor yet"))
    name: Answer[str] = question("Doctor's name?", "Name", TEXT)
    org_city: Answer[str] = question("Hospital or practice, and town?", "Practice, town", TEXT)
    phone_fax: Answer[str] = question("Phone or fax?", "Phone or fax", PHONE)
    is_referrer: Answer[bool] = question("Did this doctor ask you to call us?", "Sent the patient", YES_NO)
    may_contact: Answer[str] = question("May we contact them and send them our opinion?", "May we write", CODE, choices("yes", "no", "later"), needed_for=VISIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctors(Group[Doctor]):
    """Doctors at home."""

    local_oncologist_will_treat: Answer[str] = question("Would you like treatment at home with our advice, or here?", "Treatment where", CODE, choices("home", "here", "undecided"), needed_for=VISIT)
    referrer_question: Answer[str] = question("What is your question to us, doctor?", "Doctor's question", LONG, asked_when="caller_is_clinician", needed_for=FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How it was found and where things stand."""

    code: Answer[str] = question("Where do things stand today?", "Where things stand", CODE, STATUS, needed_for=FIRST)
    how_found: Answer[str] = question("How was this first found?", "How found", CODE, choices("screening", "symptom", "incidental_imaging", "blood_test", "physical_exam", "emergency", "other"), needed_for=VISIT)
    found_date: Answer[PartialDate] = question("When was the first abnormal test?", "First abnormal test", DATE, needed_for=VISIT, past_only=True, clinical=True)
    first_symptom: Answer[Parts] = question("What did you notice first, and when?", "First symptom", PARTS, asked_when="found_by_symptom", parts=(part("text"), part("date", DATE)), clinical=True)
    current_symptoms: Answer[Parts] = question("What is bothering you now?", "Symptoms now", PARTS, needed_for=BOOKING, parts=(part("multi", WORDS, SYMPTOMS), part("text")), clinical=True)
    tissue_done: Answer[Parts] = question("Has anyone taken a biopsy or removed tissue?", "Tissue", PARTS, needed_for=FIRST, parts=(part("code", CODE, choices("no", "scheduled", "done_waiting", "done_result_known")), part("date", DATE)), clinical=True)
    next_planned: Answer[Parts] = question("What is the next thing scheduled, and when?", "Next planned", PARTS, needed_for=FIRST, parts=(part("text"), part("date", DATE)), clinical=True)
    admitted_now: Answer[Parts] = question("Is the patient in a hospital now?", "In hospital now", PARTS, needed_for=FIRST, parts=(part("bool", YES_NO), part("hospital")))
    told_by_doctor: Answer[str] = question("What have you been told this is?", "Told it is", LONG, needed_for=FIRST, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis(Member):
    """One cancer, or one suspicion."""

    family: Answer[str] = question("Which family of cancers?", "Family", TEXT, clinical=True)
    kind: Answer[str] = question("What kind of cancer, in your own words?", "Kind of cancer", Kind.CANCER, needed_for=FIRST, clinical=True)
    oncotree: Answer[str] = question("OncoTree code", "OncoTree", TEXT, clinical=True)
    icd10cm: Answer[str] = question("ICD-10-CM code", "ICD-10-CM", TEXT, needed_for=BOOKING, clinical=True)
    icdo_topo_morph: Answer[str] = question("ICD-O codes", "ICD-O", TEXT, clinical=True)
    site_text: Answer[str] = question("Which part of the body did it start in?", "Started in", TEXT, asked_when="diagnosed", needed_for=BOOKING, clinical=True)
    laterality: Answer[str] = question("Right, left, both, or middle?", "Side", CODE, SIDES, asked_when="paired_organ", needed_for=BOOKING, clinical=True)
    histology_text: Answer[str] = question("What does the pathology report call it? Could you read me the final diagnosis?", "Report says", LONG, asked_when="tissue", needed_for=VISIT, clinical=True)
    behavior: Answer[str] = question("Behaviour", "Behaviour", OPEN, choices("in_situ", "invasive", "borderline", "benign", "uncertain", "metastatic"), clinical=True)
    grade: Answer[str] = question("Is a grade given?", "Grade", TEXT, asked_when="diagnosed", needed_for=VISIT, clinical=True)
    date: Answer[PartialDate] = question("When were you told it was cancer?", "Told cancer on", DATE, asked_when="diagnosed", needed_for=VISIT, past_only=True, clinical=True)
    diagnosed_where: Answer[str] = question("Which hospital made the diagnosis?", "Diagnosed at", TEXT, asked_when="diagnosed", needed_for=VISIT, clinical=True)
    stage_stated: Answer[str] = question("Have you been told a stage? In whose words?", "Stage told", TEXT, asked_when="diagnosed", needed_for=BOOKING, clinical=True)
    stage_group: Answer[str] = question("Which stage does the report give?", "Stage in report", TEXT, asked_when="diagnosed", clinical=True)
    stage_type: Answer[str] = question("What kind of stage is it?", "Kind of stage", OPEN, choices("clinical", "pathologic", "post_therapy", "recurrence"), asked_when="diagnosed", clinical=True)
    tnm: Answer[Parts] = question("Do you see letters like T2 N1 M0?", "TNM", PARTS, asked_when="diagnosed", parts=(part("text"), part("t"), part("n"), part("m"), part("prefix")), clinical=True)
    mets: Answer[tuple[str, ...]] = question("Has it spread anywhere? Where?", "Spread to", CODES, choices("nodes", "lung", "liver", "bone", "brain", "peritoneum", "pleura", "adrenal", "skin", "marrow", "CSF", "other", "none", "not_checked", "unknown"), asked_when="diagnosed", needed_for=BOOKING, clinical=True)
    size: Answer[Parts] = question("How big did they say it is?", "Size", PARTS, parts=(part("number", NUMBER), part("unit", OPEN, choices("mm", "cm"))), clinical=True)
    recurrence_of: Answer[str] = question("Is this a return of an earlier cancer?", "Return of", TEXT, asked_when="recurrence", clinical=True)
    progress: Answer[str] = question("Is it better, the same or worse since treatment?", "Since treatment", CODE, choices("improved", "stable", "worse", "undetermined"), asked_when="treated", clinical=True)
    blood_specific: Answer[Parts] = question("Blasts, counts, LDH, M-spike?", "Blood values", PARTS, asked_when="blood_cancer", parts=(part("text"), part("blasts"), part("wbc"), part("hemoglobin"), part("platelets"), part("ldh"), part("m_spike")), clinical=True)
    psa_series: Answer[tuple[str, ...]] = question("PSA values with dates?", "PSA values", WORDS, asked_when="prostate", needed_for=VISIT, clinical=True)
    markers: Answer[tuple[str, ...]] = question("Any tumour marker results?", "Tumour markers", WORDS, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnoses(Group[Diagnosis]):
    """The cancers of this case."""

    other_cancers: Answer[tuple[str, ...]] = question("Any other cancers in your life?", "Other cancers", WORDS, needed_for=VISIT, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Biomarker(Member):
    """One result of a test on the tumour or the blood."""

    marker: Answer[str] = question("Which marker or gene was tested?", "Marker", TEXT, clinical=True)
    value: Answer[str] = question("What was the result?", "Result", TEXT, clinical=True)
    method: Answer[str] = question("How was it tested?", "Method", OPEN, choices("IHC", "FISH", "PCR", "NGS tissue", "NGS blood", "germline", "other", "unknown"), clinical=True)
    specimen_ref: Answer[str] = question("On which specimen?", "Specimen", TEXT, clinical=True)
    date: Answer[PartialDate] = question("When?", "Date", DATE, past_only=True, clinical=True)
    status: Answer[str] = question("Done or pending?", "State", CODE, choices("done", "pending", "not_done", "unknown"), clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Biomarkers(Group[Biomarker]):
    """All results of tests on the tumour or the blood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen(Member):
    """One biopsy or operation that gave tissue."""

    date: Answer[PartialDate] = question("Date taken?", "Taken", DATE, past_only=True, clinical=True)
    site_side: Answer[Parts] = question("From where, which side?", "From", PARTS, parts=(part("text"), part("laterality", OPEN, SIDES)), clinical=True)
    lab: Answer[str] = question("Which laboratory or hospital read it?", "Laboratory", TEXT, needed_for=VISIT, clinical=True)
    accession: Answer[str] = question("Is there a number like S26-12345?", "Number", TEXT, clinical=True)
    specimen_type: Answer[str] = question("What kind of sample is it?", "Sample", OPEN, choices("core", "FNA_cytology", "excision", "resection", "marrow_aspirate", "marrow_core", "CSF", "fluid", "liquid_biopsy"), clinical=True)
    result: Answer[str] = question("What did that report say?", "Result", LONG, clinical=True)
    report_status: Answer[str] = question("Do you have the report?", "Report", OPEN, REPORT_STATES)
    slides_status: Answer[Parts] = question("Where are slides and blocks?", "Slides", PARTS, parts=(part("code", OPEN, choices("not_requested", "requested", "shipped", "received", "reviewed")), part("date", DATE), part("courier"), part("tracking")))
    material: Answer[tuple[str, ...]] = question("Which material is there?", "Material", CODES, choices("H&E slides", "IHC slides", "unstained", "block", "cytology slides", "digital WSI"))
    slide_count: Answer[Parts] = question("How many slides and how many blocks are there?", "Slides, blocks", PARTS, parts=(part("slides", NUMBER), part("blocks", NUMBER), part("unstained", NUMBER)))
    addenda_pending: Answer[str] = question("Any extra tests still pending on that tissue?", "Still pending", TEXT, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathology(Group[Specimen]):
    """All tissue that was taken."""

    exists: Answer[tuple[str, ...]] = question("Which biopsies or operations gave tissue?", "Tissue from", WORDS, asked_when="tissue", clinical=True)
    second_read_done: Answer[Parts] = question("Has another pathologist already reviewed it?", "Second reading", PARTS, asked_when="tissue", needed_for=VISIT, parts=(part("code", CODE, choices("no", "yes")), part("where"), part("result")), clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Member):
    """One imaging study or endoscopy."""

    type: Answer[str] = question("Which scan?", "Study", OPEN, choices("CT", "MRI", "PET-CT", "PSMA-PET", "DOTATATE-PET", "US", "mammogram", "tomosynthesis", "breast MRI", "bone scan", "X-ray", "endoscopy", "colonoscopy", "EUS", "cystoscopy"), clinical=True)
    region: Answer[str] = question("Of which part of the body?", "Region", TEXT, clinical=True)
    laterality: Answer[str] = question("Which side?", "Side", CODE, SIDES, clinical=True)
    date: Answer[PartialDate] = question("When?", "Date", DATE, past_only=True, clinical=True)
    facility: Answer[str] = question("Where?", "Place", TEXT, clinical=True)
    images_status: Answer[str] = question("Can you get the pictures on a CD or a share link, not just the report?", "Images", OPEN, IMAGE_STATES)
    report_status: Answer[str] = question("And the report?", "Report", OPEN, REPORT_STATES)
    key_finding: Answer[str] = question("What did the report say at the end, under impression?", "Impression", LONG, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imaging(Group[Study]):
    """All imaging."""

    contrast_issue: Answer[str] = question("Any reaction to scan dye, kidney trouble?", "Scan dye", CODE, choices("none", "allergy", "renal"), needed_for=VISIT)
    pending: Answer[Parts] = question("Any scan booked?", "Scan booked", PARTS, needed_for=VISIT, parts=(part("date", DATE), part("facility")), clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment(Member):
    """One treatment, one line of the chronology."""

    modality: Answer[str] = question("What treatment has been given?", "Treatment", CODE, MODALITY, clinical=True)
    name: Answer[str] = question("Name of the operation or drugs?", "Operation or drugs", TEXT, clinical=True)
    intent: Answer[str] = question("Was it meant to cure, or to control?", "Meant to", OPEN, choices("curative", "palliative", "diagnostic", "preventive", "unknown"), clinical=True)
    line: Answer[str] = question("Which line of treatment?", "Line", OPEN, choices("neoadjuvant", "adjuvant", "1L", "2L", "3L+", "maintenance"), row_when="systemic", clinical=True)
    start: Answer[PartialDate] = question("Started when?", "Started", DATE, clinical=True)
    end: Answer[Any] = question("Finished, or still on it? Last dose when?", "Ended", Kind.DATE_OR_WORD, choices("ongoing"), clinical=True)
    cycles: Answer[str] = question("How many cycles or doses of how many?", "Cycles", TEXT, row_when="systemic", clinical=True)
    dose_fields: Answer[Parts] = question("Area treated, total dose, number of treatments?", "Dose", PARTS, row_when="radiation", parts=(part("text"), part("gy", NUMBER, unit="Gy"), part("fractions", NUMBER)), clinical=True)
    response: Answer[Parts] = question("What did the scan after show?", "Response", PARTS, parts=(part("code", OPEN, choices("CR", "PR", "SD", "PD", "mixed", "not_assessed")), part("text")), clinical=True)
    stop_reason: Answer[str] = question("Why was it stopped?", "Stopped for", OPEN, choices("completed", "progression", "toxicity", "patient_choice", "cost", "other"), row_when="ended", clinical=True)
    toxicity: Answer[str] = question("Any bad reactions or hospital stays from it?", "Reactions", TEXT, clinical=True)
    op_details: Answer[str] = question("Lymph nodes removed? Margins?", "Nodes, margins", TEXT, row_when="surgery", clinical=True)
    facility: Answer[str] = question("Where?", "Place", TEXT, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatments(Group[Treatment]):
    """Treatment so far, and what is planned."""

    planned: Answer[Parts] = question("What is your doctor recommending now?", "Recommended now", PARTS, needed_for=BOOKING, parts=(part("text"), part("date", DATE)), clinical=True)
    holding: Answer[Parts] = question("Has anything been put on hold for this opinion?", "On hold for us", PARTS, asked_when="diagnosed", needed_for=BOOKING, parts=(part("code", CODE, choices("no", "yes")), part("since", DATE)), clinical=True)
    trial: Answer[Parts] = question("Ever on a clinical trial?", "Earlier trial", PARTS, parts=(part("text"), part("nct")), clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Medical background: what oncologists want most."""

    ecog: Answer[int] = question("On a usual day: fully active, light work, up more than half the day, or mostly in bed?", "ECOG", NUMBER, choices(**{"0": "0, fully active", "1": "1, light work", "2": "2, up more than half the day", "3": "3, in bed or chair more than half", "4": "4, in bed all day"}), asked_when="sixteen_or_older", needed_for=BOOKING, lowest=0, highest=4, clinical=True)
    lansky: Answer[int] = question("How active is the child, from 100, playing as always, down to 10, in bed all day?", "Lansky", NUMBER, asked_when="under_sixteen", needed_for=BOOKING, lowest=0, highest=100, clinical=True)
    comorbid: Answer[Parts] = question("Heart, lung, kidney, liver, diabetes, stroke, autoimmune, transplant, HIV or hepatitis?", "Other illness", PARTS, needed_for=VISIT, parts=(part("multi", WORDS, choices("heart", "lung", "kidney", "liver", "diabetes", "stroke", "autoimmune", "transplant", "HIV", "hepatitis", "none")), part("text")), clinical=True)
    anticoagulant: Answer[Parts] = question("Any blood thinner? Which?", "Blood thinner", PARTS, needed_for=BOOKING, parts=(part("code", OPEN, choices("none", "aspirin", "P2Y12", "warfarin", "DOAC", "heparin")), part("drug")), clinical=True)
    allergies: Answer[Parts] = question("Allergies, especially drugs, latex, contrast?", "Allergy", PARTS, needed_for=BOOKING, parts=(part("list", WORDS), part("reaction")), entries=True, clinical=True)
    meds: Answer[tuple[str, ...]] = question("Medicines and supplements?", "Medicines", WORDS, needed_for=VISIT, entries=True, clinical=True)
    implants: Answer[Parts] = question("Pacemaker, defibrillator, metal, pump, breast implants, neurostimulator?", "Implants", PARTS, needed_for=VISIT, parts=(part("multi", WORDS, choices("pacemaker", "defibrillator", "metal", "pump", "breast_implants", "neurostimulator", "none")), part("mri_status")), clinical=True)
    pregnancy: Answer[Parts] = question("Could you be pregnant or breastfeeding?", "Pregnancy", PARTS, asked_when="could_be_pregnant", needed_for=BOOKING, parts=(part("code", CODE, choices("no", "yes", "possible", n_a="not applicable")), part("weeks", NUMBER)), clinical=True)
    fertility: Answer[str] = question("Would you like to talk about having children before treatment?", "Fertility talk", CODE, choices("yes", "no", n_a="not applicable"), asked_when="fifty_or_younger")
    height_weight: Answer[Parts] = question("Height, weight, weight loss in 6 months?", "Height, weight", PARTS, needed_for=VISIT, parts=(part("text"), part("height_cm", NUMBER, unit="cm"), part("weight_kg", NUMBER, unit="kg"), part("loss_percent", NUMBER, unit="% of the weight lost")), clinical=True)
    kidney_dialysis: Answer[bool] = question("On dialysis?", "Dialysis", YES_NO, needed_for=VISIT, clinical=True)
    infection_control: Answer[tuple[str, ...]] = question("MRSA, C. diff, TB, recent fever or COVID?", "Infection", CODES, choices("MRSA", "C. diff", "TB", "fever", "COVID", "none"), asked_when="in_person_possible", needed_for=VISIT, clinical=True)
    tobacco_alcohol: Answer[Parts] = question("Tobacco: never, former, now; how much?", "Tobacco", PARTS, needed_for=VISIT, parts=(part("code", OPEN, choices("never", "former", "current")), part("pack_years", NUMBER, unit="pack-years"), part("text")), clinical=True)
    exposures: Answer[tuple[str, ...]] = question("Asbestos, radiation, 9/11 site, chemicals?", "Exposures", CODES, choices("asbestos", "radiation", "9/11 site", "chemicals", "none"), asked_when="exposure_matters", needed_for=VISIT, clinical=True)
    mobility: Answer[str] = question("Walk in, wheelchair, stretcher, oxygen?", "Mobility", OPEN, choices("walks", "wheelchair", "stretcher", "oxygen"), asked_when="in_person_possible", needed_for=VISIT)
    mental_health: Answer[Parts] = question("How are you coping?", "Coping", PARTS, needed_for=VISIT, parts=(part("code", OPEN, choices("well", "some_distress", "severe_distress")), part("safety")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative(Member):
    """A relative who had cancer."""

    relation: Answer[str] = question("Who?", "Relative", TEXT, clinical=True, also=("who", "relative", "relationship"))
    side: Answer[str] = question("Mother's or father's side?", "Side", OPEN, choices("maternal", "paternal", "both", "unknown"), clinical=True)
    cancer: Answer[str] = question("Which cancer?", "Cancer", TEXT, clinical=True, also=("kind", "family", "what", "diagnosis"))
    age: Answer[int] = question("At what age?", "Age", NUMBER, lowest=0, highest=120, clinical=True, also=("age_at_diagnosis",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Group[Relative]):
    """Family history and inherited risk."""

    any: Answer[str] = question("Has anyone in the family had cancer?", "Family cancer", CODE, choices("yes", "no", adopted_unknown="adopted, not known"), needed_for=VISIT, clinical=True)
    ancestry: Answer[str] = question("Ashkenazi Jewish ancestry?", "Ashkenazi ancestry", CODE, choices("yes", "no", "unsure"), asked_when="ancestry_matters", needed_for=VISIT)
    germline_done: Answer[Parts] = question("Have you had genetic testing?", "Genetic test", PARTS, needed_for=VISIT, parts=(part("code", OPEN, choices("no", "yes_positive", "yes_negative", "VUS", "pending")), part("gene")), clinical=True)
    known_mutation: Answer[tuple[str, ...]] = question("A known gene in the family?", "Family gene", WORDS, clinical=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """Why they call, what they fear, and the five questions in their words."""

    reason: Answer[str] = question("What made you call us today?", "Reason for the call", LONG, needed_for=FIRST, page=Page.STORY)
    main_question: Answer[str] = question("If the doctor could answer one question, what would it be?", "The one question", LONG, needed_for=BOOKING, page=Page.STORY)
    worry: Answer[str] = question("What worries you most?", "Worry", LONG, needed_for=VISIT)
    priorities: Answer[tuple[str, ...]] = question("What matters most: living longer, quality of life, fewer visits, staying near home, trying something new?", "Priorities", CODES, choices("living longer", "quality of life", "fewer visits", "staying near home", "trying something new"))
    q1: Answer[str] = question("Is my diagnosis accurate and precise enough?", "1 Diagnosis exact", LONG, needed_for=VISIT)
    q2: Answer[str] = question("What is the standard treatment, and is there more than one option?", "2 Options", LONG, needed_for=VISIT)
    q3: Answer[str] = question("Are there clinical trials, here and elsewhere?", "3 Trials", LONG, needed_for=VISIT)
    q4: Answer[str] = question("Do I need to receive treatment here?", "4 Treated where", LONG, needed_for=VISIT)
    q5: Answer[str] = question("May I reach you with more questions?", "5 Contact again", LONG, needed_for=VISIT)
    trials: Answer[str] = question("Interested in clinical trials?", "Trials", CODE, YES_MAYBE_NO, needed_for=VISIT)
    trials_where: Answer[str] = question("Trials here, elsewhere, or both?", "Trials where", CODE, choices(here="here", elsewhere="elsewhere", both="here and elsewhere"), asked_when="trials_wanted", needed_for=VISIT)
    integrative: Answer[str] = question("Interested in integrative medicine for symptoms?", "Integrative", CODE, YES_MAYBE_NO, needed_for=VISIT)
    acceptance: Answer[str] = question("Any treatments you would not accept, such as a blood transfusion?", "Would not accept", TEXT)
    prior_centre: Answer[tuple[str, ...]] = question("Has another cancer centre seen you? Is it a teaching hospital?", "Other centre", WORDS)
    prior_academic: Answer[str] = question("Is that other centre a teaching hospital?", "Teaching hospital", CODE, choices("yes", "no", "unsure"), asked_when="seen_elsewhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What is wanted, and how."""

    types: Answer[tuple[str, ...]] = question("What kind of opinion?", "Services", CODES, SERVICES, needed_for=FIRST)
    specific_doctor: Answer[str] = question("Is there a doctor you would like?", "Asked for by name", TEXT)
    doctor_preference: Answer[tuple[str, ...]] = question("Any preference: language, gender?", "Preference", CODES, choices("woman", "man", "same_language"))
    mode_pref: Answer[str] = question("In person or video?", "Way to meet", CODE, choices("in_person", "video", "either"), needed_for=BOOKING)
    site_pref: Answer[tuple[str, ...]] = question("Which location is easiest?", "Location", CODES, asked_when="in_person_possible", needed_for=BOOKING)
    accept_next: Answer[str] = question("Would you see another expert in the same team if much sooner?", "Sooner with another", OPEN, choices("yes", "no", "only_if_waits_over"), needed_for=BOOKING)
    genetics: Answer[tuple[str, ...]] = question("Genetics: tests of the tumour, or risk in the family?", "Genetics of", CODES, choices(tumour="tests of the tumour", family="risk in the family"), asked_when="genetics_wanted", needed_for=VISIT)
    route: Answer[str] = question("Shall we arrange it, or would you rather contact the department directly?", "Arranged by", CODE, choices(we_arrange="we arrange it", direct_contact="direct contact given"), asked_when="review_wanted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """The six red flags that are asked on every call, and what followed from them."""

    fever: Answer[bool] = question("Any fever or shaking chills?", "Fever, chills", YES_NO, needed_for=FIRST)
    breathing_bleeding: Answer[bool] = question("Trouble breathing, or heavy bleeding?", "Breathing, bleeding", YES_NO, needed_for=FIRST)
    weak_legs: Answer[bool] = question("New weakness or numbness in the legs, or trouble passing water?", "Weak legs, bladder", YES_NO, needed_for=FIRST)
    head: Answer[bool] = question("Confusion, a severe headache, or a seizure?", "Confusion, headache", YES_NO, needed_for=FIRST)
    gut: Answer[bool] = question("Unable to keep fluids down, or no bowel movement?", "Fluids, bowel", YES_NO, needed_for=FIRST)
    sudden: Answer[bool] = question("Yellow eyes or skin, or suddenly worse?", "Yellow, sudden change", YES_NO, needed_for=FIRST)
    screen_done: Answer[bool] = question("Have all six been asked?", "Six asked", YES_NO)
    flags: Answer[tuple[str, ...]] = question("Which red flags are raised?", "Red flags", CODES)
    disposition: Answer[str] = question("What follows from them?", "Disposition", CODE, URGENCY)
    instruction_given: Answer[Parts] = question("Was the instruction given and read back?", "Instruction given", PARTS, parts=(part("text"), part("time", Kind.MOMENT), part("ack", YES_NO)))
    put_aside: Answer[Parts] = question("Why is this no emergency?", "Put aside", PARTS, parts=(part("text"), part("time", Kind.MOMENT)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistics:
    """Getting here."""

    availability: Answer[tuple[str, ...]] = question("Days you cannot come?", "Cannot come on", WORDS, needed_for=BOOKING)
    transport: Answer[str] = question("Getting here: drive, train, ambulette, flying?", "Transport", OPEN, choices("drive", "train", "ambulette", "flying"), asked_when="in_person_possible", needed_for=VISIT)
    companion: Answer[Parts] = question("Who will come with you?", "Companion", PARTS, asked_when="in_person_possible", parts=(part("name"), part("relation")))
    lodging: Answer[bool] = question("Need somewhere to stay?", "Lodging", YES_NO, asked_when="far_away", needed_for=VISIT)
    accessibility: Answer[tuple[str, ...]] = question("Wheelchair, bariatric, sensory needs?", "Access needs", CODES, choices("wheelchair", "bariatric", "sensory", "none"), asked_when="in_person_possible", needed_for=VISIT)
    portal: Answer[str] = question("Have you set up the portal?", "Portal", OPEN, choices("yes", "no", "needs_help"))
    records_release_signed: Answer[Parts] = question("We will send a form to sign so that we can request your records.", "Release form", PARTS, needed_for=BOOKING, parts=(part("code", OPEN, choices("sent", "signed", "verbal_only")), part("date", DATE)), page=Page.CONSENT)
    translation_needed: Answer[Parts] = question("Are the records in English?", "Records in English", PARTS, asked_when="abroad", needed_for=BOOKING, parts=(part("code", CODE, choices("yes", "no")), part("languages", WORDS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Member):
    """One record the physician needs: what it is, and where it is."""

    code: Answer[str] = question("Which record?", "Record", TEXT)
    state: Answer[str] = question("Where is it?", "State", CODE, RECORD_STATES)
    held_by: Answer[str] = question("Who holds it?", "Held by", TEXT)
    promised_by: Answer[str] = question("Who promised to send it?", "Promised by", TEXT)
    asked_on: Answer[PartialDate] = question("Asked for when?", "Asked for", DATE)
    due: Answer[PartialDate] = question("Due when?", "Due", DATE)
    reason: Answer[str] = question("Why can it not be had?", "Not to be had", TEXT)
    note: Answer[str] = question("Anything to know?", "Note", TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records(Group[Record]):
    """The records checklist as far as somebody worked on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out of the call."""

    match: Answer[Parts] = question("Which specialist?", "Specialist", PARTS, parts=(part("id"), part("site"), part("mode"), part("rank", NUMBER), part("text"), part("override")))
    booked: Answer[Parts] = question("Booked when?", "Booked", PARTS, parts=(part("at", Kind.MOMENT), part("zone"), part("site"), part("mode"), part("practitioner")))
    not_matched_reason: Answer[str] = question("Why was nobody matched?", "Not matched", CODE, choices("no_team", "licence", "insurance", "capacity", "needs_MD_review", "caller_declined", "emergency_diverted"))
    read_back_names: Answer[str] = question("Both names, letter by letter", "Names read back", Kind.MOMENT)
    read_back_born: Answer[str] = question("The date of birth", "Birth date read back", Kind.MOMENT)
    read_back_phone: Answer[str] = question("The number to call", "Number read back", Kind.MOMENT)
    read_back_kind: Answer[str] = question("The kind of cancer", "Kind read back", Kind.MOMENT)
    read_back_drug: Answer[str] = question("The drugs and the operation", "Treatment read back", Kind.MOMENT)
    read_back_date: Answer[str] = question("The day and the place of the visit", "Visit read back", Kind.MOMENT)
    followup_task: Answer[Parts] = question("What do we do after the visit, and when?", "Next step", PARTS, parts=(part("text"), part("owner"), part("due", Kind.MOMENT)))
    caller_summary: Answer[bool] = question("Was the summary read back to the caller?", "Read back", YES_NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Everything that was asked and answered in one case.

    The names of its fields are the first names of all paths. `free_text` is the story as it was
    told, before any question.
    """

    free_text: str = ""
    call: Call = Call()
    caller: Caller = Caller()
    patient: Patient = Patient()
    contact: Contact = Contact()
    lang: Language = Language()
    comm: Communication = Communication()
    res: Residence = Residence()
    ins: Insurance = Insurance()
    md: Doctors = Doctors()
    status: Status = Status()
    dx: Diagnoses = Diagnoses()
    bio: Biomarkers = Biomarkers()
    path: Pathology = Pathology()
    img: Imaging = Imaging()
    tx: Treatments = Treatments()
    med: Health = Health()
    fam: Family = Family()
    goal: Goals = Goals()
    svc: Services = Services()
    urg: Urgency = Urgency()
    log: Logistics = Logistics()
    rec: Records = Records()
    out: Outcome = Outcome()


MEMBERS: Final[dict[str, type[Member]]] = {
    "md": Doctor,
    "dx": Diagnosis,
    "bio": Biomarker,
    "path": Specimen,
    "img": Study,
    "tx": Treatment,
    "fam": Relative,
    "rec": Record,
}
"""The groups that repeat, and what repeats in them."""

PAGES: Final[dict[str, Page]] = {
    "call": Page.CALLER,
    "caller": Page.CALLER,
    "patient": Page.PATIENT,
    "contact": Page.PATIENT,
    "lang": Page.PATIENT,
    "comm": Page.PATIENT,
    "res": Page.WHERE,
    "ins": Page.WHERE,
    "md": Page.DOCTORS,
    "status": Page.DIAGNOSIS,
    "dx": Page.DIAGNOSIS,
    "bio": Page.DIAGNOSIS,
    "path": Page.DIAGNOSIS,
    "img": Page.DIAGNOSIS,
    "tx": Page.TREATMENT,
    "med": Page.HEALTH,
    "fam": Page.HEALTH,
    "goal": Page.GOALS,
    "svc": Page.GOALS,
    "urg": Page.STORY,
    "log": Page.WHERE,
    "rec": Page.CONSENT,
    "out": Page.CONSENT,
}
"""The page of the window on which a section stands, unless a question says otherwise."""

ALWAYS_ASKED: Final = ("fever", "breathing_bleeding", "weak_legs", "head", "gut", "sudden")
"""The six red flags of every call, as names of `urg`."""
# fmt: on
