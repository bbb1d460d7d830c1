"""Two summaries written by hand, after the sketches of the design; all people are invented."""

from dataclasses import replace

from advisor_app.documents.runs import Run, Runs, mark, plain, strong
from advisor_app.documents.summary_content import (
    Banner,
    BannerKind,
    Cell,
    ConflictLine,
    DiagnosisBlock,
    DoctorLine,
    Event,
    Held,
    Identity,
    RecordLine,
    SummaryContent,
    Table,
)


def told(text: str, *, act: bool = False) -> Runs:
    return (Run(text, bold=act, italic=True),)


def read(text: str) -> Runs:
    return (*plain(text), *mark("R"))


def cells(*pairs: tuple[str, Runs]) -> tuple[Cell, ...]:
    return tuple(Cell(key=key, value=value) for key, value in pairs)


FIVE = ("1 Diagnosis exact", "2 Options", "3 Trials", "4 Treated where", "5 Contact again")


def questions(*answers: str) -> tuple[Cell, ...]:
    return tuple(Cell(key=key, value=plain(a)) for key, a in zip(FIVE, answers, strict=True))


DCIS = SummaryContent(
    identity=Identity(
        number="Q-26-05001",
        name="MERCADO, Lillian",
        prefers="Lily",
        born="17 JUN 1969",
        age_sex="57 y, F",
        more=("Teaneck, New Jersey",),
    ),
    banners=(
        Banner(
            kind=BannerKind.ACT,
            head="ACT BY 09 DEC 2026",
            text=plain("Re-excision booked 10 DEC 2026, Hackensack. Opinion wanted before it."),
        ),
    ),
    question=plain("“They want to cut again and then six weeks of radiation. Is it all needed?”"),
    told_by=(Run("the patient", bold=True), Run(", by telephone in English, 19 NOV 2026")),
    diagnosis=DiagnosisBlock(
        headline=(*strong("Left breast: ductal carcinoma in situ"), *mark("R")),
        cells=cells(
            ("Size", (*plain("0.9 cm"), *mark("?"))),
            ("Margin", read("1 mm, closest")),
            ("ER", told("positive, no report yet")),
            ("PR", plain("unknown")),
            ("ICD-10-CM", plain("D05.12")),
            ("Necrosis", plain("--")),
        ),
    ),
    conflicts=(
        ConflictLine(
            label="Size",
            values=(
                (*strong("0.9 cm"), *mark("R"), Run(" final report")),
                (*told("“two centimeters”"), *mark("P")),
            ),
        ),
    ),
    status=cells(
        ("ECOG", told("0, asked: no limits")),
        ("Symptoms", told("none")),
        ("Last treatment", told("lumpectomy 02 NOV 2026")),
        ("Next treatment", told("re-excision 10 DEC 2026", act=True)),
    ),
    special=cells(
        ("Blood thinner", told("none")),
        ("Allergy", told("penicillin: rash, 1998", act=True)),
        ("Implants", told("both breasts, 2004", act=True)),
        ("Transfusion", plain("--")),
    ),
    doctors=(
        DoctorLine(who=told("Dr K. Ahn, breast surgeon, Hackensack"), may_write="yes"),
        DoctorLine(who=told("Dr L. Rossi, primary care, Teaneck"), may_write="copy only"),
    ),
    matched=cells(
        ("When", strong("25 NOV 2026, 10:00 ET, in person, Bergen")),
        ("Who", (*strong("Dr Hanna Lindqvist"), Run(", breast surgery"))),
        ("Why", plain("breast team; DCIS; lives in New Jersey; first place before 10 DEC")),
        ("Unknown then", plain("PR, necrosis, insurance approval")),
    ),
    records=cells(
        ("In hand", (*plain("mammograms 2022, 2024"), *mark("D"))),
        ("On its way", plain("slides, 19 NOV, due 24 NOV")),
        ("Not asked", plain("specimen X-ray, operation note")),
    ),
    questions=questions(
        "“Is the margin wide enough?”",
        "“Can I skip the radiation?”",
        "not raised",
        "“I want to stay in New Jersey.”",
        "yes, by telephone after 16:00",
    ),
    history_title="Oncologic history",
    history=(
        Event(when="12 AUG 2026", what=told("Screening mammogram, recalled")),
        Event(when="02 NOV 2026", what=read("Wire-guided lumpectomy, left")),
        Event(when="10 DEC 2026", what=told("Re-excision"), planned=True),
    ),
    tables=(
        Table(
            title="Pathology",
            heads=("Date", "Specimen", "Laboratory, number", "Result", "Report; slides"),
            rows=(
                (
                    plain("02 NOV 2026"),
                    told("lumpectomy, left"),
                    read("Palisade General S26-10418"),
                    read("DCIS, intermediate grade, margin 1 mm"),
                    plain("both requested"),
                ),
            ),
        ),
        Table(
            title="Biomarkers",
            heads=("Marker", "Value as told", "Specimen", "Method, date", "Verified"),
            rows=((plain("ER"), told("positive"), plain("--"), plain("unknown"), plain("no")),),
            foot=("Not mentioned", plain("--  PR, HER2")),
        ),
    ),
    checklist=(
        RecordLine(name="Slides and block", held=Held.ON_ITS_WAY, status=plain("requested 19 NOV")),
        RecordLine(name="Mammograms", held=Held.IN_HAND, status=read("in hand")),
        RecordLine(name="Specimen X-ray", held=Held.NOT_ASKED, status=plain("--")),
    ),
    background=cells(
        ("Medicines", told("levothyroxine 75 micrograms daily")),
        ("Wishes", plain("“I can live with a second operation if it is really needed.”")),
    ),
    prepared=plain("J. Ruiz, RN, care advisor, 19 NOV 2026 11:58 ET. Read back to the caller."),
)

NODULE = SummaryContent(
    identity=Identity(
        number="Q-26-05003",
        name="PETERSEN, Carl",
        native="سميرة حدوش",
        born="08 NOV 1955",
        age_sex="71 y, M",
        more=("Rochester, New York",),
    ),
    banners=(
        Banner(
            kind=BannerKind.STATEMENT,
            head="NEXT DATE 04 DEC 2026",
            text=plain("PET-CT, Rochester. Red flags 6 of 6 asked: none."),
        ),
    ),
    question=plain("“The heart scan showed a shadow. Do I need it out or do I wait?”"),
    told_by=(Run("the patient", bold=True), Run(", by telephone in English, 20 NOV 2026")),
    diagnosis=DiagnosisBlock(
        headline=(*read("Solitary nodule, left lower lobe, 14 mm"), Run(", CT 30 OCT 2026")),
        cells=cells(("PET", told("none yet")), ("Biopsy", told("none"))),
        no_tissue=True,
        code_note="finding code R91.1 (no cancer code)",
    ),
    conflicts=(),
    status=cells(("ECOG", told("0, walks 3 miles")), ("Symptoms", told("none"))),
    special=cells(
        ("Blood thinner", told("warfarin since 2017", act=True)), ("MRI safe", plain("--"))
    ),
    doctors=(DoctorLine(who=told("Dr T. Oyelaran, cardiology, Rochester"), may_write="yes"),),
    matched=cells(("When", strong("27 NOV 2026, 09:30 ET, by video"))),
    records=cells(("In hand", plain("none")), ("On its way", plain("CT 30 OCT 2026, CT 2021"))),
    questions=questions("“What is it?”", "“Watch it or cut it?”", "not raised", "“Home”", "yes"),
    history_title="History of the finding",
    history=(Event(when="30 OCT 2026", what=read("Coronary calcium CT: 14 mm nodule")),),
    tables=(
        Table(
            title="Pathology", heads=(), rows=(), empty=("None", strong("No biopsy, no cytology"))
        ),
    ),
    checklist=(),
    background=cells(("Medicines", told("warfarin 5 mg, metoprolol"))),
    prepared=plain("T. Bauer, care advisor, 20 NOV 2026 15:20 ET. Read back to the caller."),
)


def twelve() -> dict[str, SummaryContent]:
    """Twelve papers that differ in what makes a page hard: scripts, length, silence, warnings."""
    who, many = DCIS.identity, tuple(DoctorLine(who=told(f"Dr {n}, surgeon")) for n in range(7))
    torn = tuple(
        ConflictLine(label=f"Finding {n}", values=(read(f"{n} cm"), told(f"“{n + 2} cm”")))
        for n in range(8)
    )
    events = tuple(Event(when=f"{2001 + n}", what=told(f"event {n}")) for n in range(24))
    warned = Banner(kind=BannerKind.STATEMENT, head="PATIENT NOT TOLD", text=plain("Ask first."))
    silent = tuple(replace(cell, value=plain("--")) for cell in (*DCIS.status, *DCIS.special))
    return {
        "dcis": DCIS,
        "nodule": NODULE,
        "arabic": replace(DCIS, identity=replace(who, native="سميرة حدوش (٤٥)", prefers="سميرة")),
        "han": replace(DCIS, identity=replace(who, name="王小明", native="김민수 さくら")),
        "scripts": replace(
            DCIS, identity=replace(who, name="Արամ Ђорђе Γιώργος", native="बिल्व தமிழ்")
        ),
        "one-name": replace(DCIS, identity=replace(who, name="Wulandari", born="", age_sex="")),
        "long-question": replace(DCIS, question=plain("“Must it all be cut? " * 30 + "”")),
        "conflicts": replace(DCIS, conflicts=torn),
        "doctors": replace(DCIS, doctors=many),
        "not-told": replace(DCIS, banners=(*DCIS.banners, warned)),
        "silence": replace(DCIS, status=silent[:4], special=silent[4:], conflicts=(), story=()),
        "appendix": replace(NODULE, history=events, story=plain("told at length, " * 40)),
    }
