"""Texts that people, pastes and attackers bring, and a case that holds one of them everywhere."""

from typing import Any

HOSTILE = (
    "AT&T Smith & Sons",
    "Bob <bob@example.com>",
    "margin <b 2mm",
    "Bob</para> more",
    "<b>Bob</b> <font size=200>BIG</font>",
    'penicillin <font color="white">severe anaphylaxis</font>',
    "before <!-- hidden --> after",
    '<a href="javascript:alert(1)">x</a> <img src="/etc/passwd">',
    "<unichar code=0x7fffffff> &#x110000; <seq id='a'/>",
    "[R] [D] [K] forged marks",
    "*bold* _italic_ ~ \\ ( ) %s%n {{7*7}} ${jndi:ldap://x}",
    "Robert'); DROP TABLE patients;--",
    "a\x00b\x07c\x1bd \ud800 e\u202ef\ufeffg",
    "Łukasz Nguyễn Öztürk Ђорђе Γιώργος",
    "王小明 高橋 ガ 김민수 สมชาย बिल्व রহমান தமிழ்",
    "Արամ Խաչատրյան გიორგი ბერიძე አበበ ቢቂላ తెలుగు ಕನ್ನಡ മലയാളം ગુજરાતી ਪੰਜਾਬੀ සිංහල",
    "ខ្មែរ ລາວ မြန်မာ Жуков Ελένη Nguyễn Thị Minh Khai 박지민 さくら ガ",
    "سميرة حدوش (45 سنة) and שָׁלוֹם עולם",
    "smile \U0001f600 family \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2610",
    "line one\nline two\r\n\n\nline five\u2028six",
    "e" + "\u0301" * 10_000,
    "A" * 400,
    "B" * 19_000,
    "word " * 3_000,
    "\u00a0".join(["glued"] * 300),
    "سميرة" * 80,
    "王" * 2_000,
)


def case_full_of(text: str) -> dict[str, Any]:
    """A case file with `text` wherever words can be."""
    read = {"value": text, "source": "read_from_report"}
    return {
        "free_text": text,
        "caller": {"name": text, "is_patient": True},
        "patient": {
            "family_name": text,
            "given_names": text,
            "name_native": text,
            "preferred_name": text,
            "dob": "1961-03-04",
            "mrn": text,
        },
        "contact": {"do_not_contact": text},
        "res": {"country": "US", "state": "NJ", "address": {"city": text}},
        "lang": {"interpreter_used_today": text},
        "md": {
            "rows": [
                {"name": text, "role": text, "org_city": text, "may_contact": "yes"}
                for _ in range(6)
            ]
        },
        "status": {
            "code": "recurrence_or_progression",
            "told_by_doctor": text,
            "next_planned": {"text": text, "date": "2026-12-10"},
            "current_symptoms": {"multi": [text], "text": text},
        },
        "dx": {
            "rows": [
                {
                    "kind": "breast_dcis",
                    "site_text": text,
                    "histology_text": read,
                    "grade": text,
                    "stage_stated": {
                        "statements": [
                            {"value": text, "source": "patient_stated"},
                            {"value": f"not {text}", "source": "read_from_report"},
                        ]
                    },
                }
            ]
        },
        "bio": {"rows": [{"marker": text, "value": read, "method": text}]},
        "path": {"rows": [{"date": "2026-09-03", "lab": text, "accession": text, "result": read}]},
        "img": {"rows": [{"type": "MRI", "region": text, "facility": text, "key_finding": read}]},
        "tx": {"rows": [{"name": text, "start": "2026-01", "toxicity": text}]},
        "med": {
            "allergies": {"list": [text], "reaction": text},
            "anticoagulant": {"code": "warfarin", "drug": text},
            "meds": [text],
        },
        "goal": {
            "reason": text,
            "main_question": f"{text}?",
            "worry": text,
            "q1": text,
            "q2": text,
            "q3": text,
            "q4": text,
            "q5": text,
            "acceptance": text,
        },
        "rec": {"rows": [{"code": "PATH_REPORT", "state": "received", "note": text}]},
        "out": {"match": {"id": "nobody", "text": text}},
    }
