"""Values of several parts as people read them."""

from typing import Any

import pytest

from advisor_app.domain.codec import decode_value
from advisor_app.domain.paths import question_of
from advisor_app.domain.shown import shown


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("tx.rows/1/dose_fields", {"text": "T8", "gy": 30, "fractions": 5},
         "T8, 30 Gy, 5 fractions"),
        ("med.height_weight", {"height_cm": 172, "weight_kg": 70, "loss_percent": 12},
         "172 cm, 70 kg, 12 % of the weight lost"),
        ("med.tobacco_alcohol", {"code": "former", "pack_years": 40}, "former, 40 pack-years"),
        ("dx.rows/1/size", {"number": 4.2, "unit": "cm"}, "4.2 cm"),
    ],
)  # fmt: skip
def test_numbers_stand_with_their_units(path: str, value: Any, words: str) -> None:
    question = question_of(path)
    assert shown(question, decode_value(question, value, path)) == words
