"""States, countries and languages: the codes that licences, routes and interpreters hang on."""

from typing import Final

STATES: Final[dict[str, str]] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "GU": "Guam", "VI": "U.S. Virgin Islands", "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}  # fmt: skip
"""The licensing jurisdictions of the United States (ISO 3166-2, without the `US-`)."""

COUNTRIES: Final[dict[str, str]] = {
    "AF": "Afghanistan", "AL": "Albania", "DZ": "Algeria", "AD": "Andorra", "AO": "Angola",
    "AG": "Antigua and Barbuda", "AR": "Argentina", "AM": "Armenia", "AW": "Aruba",
    "AU": "Australia", "AT": "Austria", "AZ": "Azerbaijan", "BS": "Bahamas", "BH": "Bahrain",
    "BD": "Bangladesh", "BB": "Barbados", "BY": "Belarus", "BE": "Belgium", "BZ": "Belize",
    "BJ": "Benin", "BM": "Bermuda", "BT": "Bhutan", "BO": "Bolivia",
    "BA": "Bosnia and Herzegovina", "BW": "Botswana", "BR": "Brazil", "BN": "Brunei",
    "BG": "Bulgaria", "BF": "Burkina Faso", "BI": "Burundi", "KH": "Cambodia", "CM": "Cameroon",
    "CA": "Canada", "CV": "Cape Verde", "KY": "Cayman Islands", "CF": "Central African Republic",
    "TD": "Chad", "CL": "Chile", "CN": "China", "CO": "Colombia", "KM": "Comoros",
    "CG": "Congo", "CD": "Congo (Kinshasa)", "CR": "Costa Rica", "CI": "Ivory Coast",
    "HR": "Croatia", "CU": "Cuba", "CW": "Curaçao", "CY": "Cyprus", "CZ": "Czechia",
    "DK": "Denmark", "DJ": "Djibouti", "DM": "Dominica", "DO": "Dominican Republic",
    "EC": "Ecuador", "EG": "Egypt", "SV": "El Salvador", "GQ": "Equatorial Guinea",
    "ER": "Eritrea", "EE": "Estonia", "SZ": "Eswatini", "ET": "Ethiopia", "FJ": "Fiji",
    "FI": "Finland", "FR": "France", "GA": "Gabon", "GM": "Gambia", "GE": "Georgia",
    "DE": "Germany", "GH": "Ghana", "GI": "Gibraltar", "GR": "Greece", "GD": "Grenada",
    "GT": "Guatemala", "GN": "Guinea", "GW": "Guinea-Bissau", "GY": "Guyana", "HT": "Haiti",
    "HN": "Honduras", "HK": "Hong Kong", "HU": "Hungary", "IS": "Iceland", "IN": "India",
    "ID": "Indonesia", "IR": "Iran", "IQ": "Iraq", "IE": "Ireland", "IL": "Israel",
    "IT": "Italy", "JM": "Jamaica", "JP": "Japan", "JO": "Jordan", "KZ": "Kazakhstan",
    "KE": "Kenya", "KI": "Kiribati", "KP": "North Korea", "KR": "South Korea", "XK": "Kosovo",
    "KW": "Kuwait", "KG": "Kyrgyzstan", "LA": "Laos", "LV": "Latvia", "LB": "Lebanon",
    "LS": "Lesotho", "LR": "Liberia", "LY": "Libya", "LI": "Liechtenstein", "LT": "Lithuania",
    "LU": "Luxembourg", "MO": "Macao", "MG": "Madagascar", "MW": "Malawi", "MY": "Malaysia",
    "MV": "Maldives", "ML": "Mali", "MT": "Malta", "MR": "Mauritania", "MU": "Mauritius",
    "MX": "Mexico", "FM": "Micronesia", "MD": "Moldova", "MC": "Monaco", "MN": "Mongolia",
    "ME": "Montenegro", "MA": "Morocco", "MZ": "Mozambique", "MM": "Myanmar", "NA": "Namibia",
    "NP": "Nepal", "NL": "Netherlands", "NZ": "New Zealand", "NI": "Nicaragua", "NE": "Niger",
    "NG": "Nigeria", "MK": "North Macedonia", "NO": "Norway", "OM": "Oman", "PK": "Pakistan",
    "PW": "Palau", "PS": "Palestine", "PA": "Panama", "PG": "Papua New Guinea", "PY": "Paraguay",
    "PE": "Peru", "PH": "Philippines", "PL": "Poland", "PT": "Portugal", "QA": "Qatar",
    "RO": "Romania", "RU": "Russia", "RW": "Rwanda", "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia", "VC": "Saint Vincent", "WS": "Samoa", "SM": "San Marino",
    "SA": "Saudi Arabia", "SN": "Senegal", "RS": "Serbia", "SC": "Seychelles",
    "SL": "Sierra Leone", "SG": "Singapore", "SK": "Slovakia", "SI": "Slovenia",
    "SB": "Solomon Islands", "SO": "Somalia", "ZA": "South Africa", "SS": "South Sudan",
    "ES": "Spain", "LK": "Sri Lanka", "SD": "Sudan", "SR": "Suriname", "SE": "Sweden",
    "CH": "Switzerland", "SY": "Syria", "TW": "Taiwan", "TJ": "Tajikistan", "TZ": "Tanzania",
    "TH": "Thailand", "TL": "Timor-Leste", "TG": "Togo", "TO": "Tonga",
    "TT": "Trinidad and Tobago", "TN": "Tunisia", "TR": "Turkey", "TM": "Turkmenistan",
    "UG": "Uganda", "UA": "Ukraine", "AE": "United Arab Emirates", "GB": "United Kingdom",
    "US": "United States", "UY": "Uruguay", "UZ": "Uzbekistan", "VU": "Vanuatu",
    "VA": "Vatican City", "VE": "Venezuela", "VN": "Vietnam", "YE": "Yemen", "ZM": "Zambia",
    "ZW": "Zimbabwe",
}  # fmt: skip
"""Countries (ISO 3166-1 alpha-2) by their short English names."""

LANGUAGES: Final[dict[str, str]] = {
    "en": "English", "es": "Spanish", "zh": "Chinese (Mandarin)", "yue": "Cantonese",
    "ru": "Russian", "ar": "Arabic", "ht": "Haitian Creole", "ko": "Korean", "bn": "Bengali",
    "it": "Italian", "pl": "Polish", "fr": "French", "yi": "Yiddish", "he": "Hebrew",
    "ur": "Urdu", "hi": "Hindi", "gu": "Gujarati", "pt": "Portuguese", "ja": "Japanese",
    "vi": "Vietnamese", "tl": "Tagalog", "el": "Greek", "tr": "Turkish", "fa": "Persian",
    "sq": "Albanian", "uk": "Ukrainian", "de": "German", "pa": "Punjabi", "te": "Telugu",
    "ta": "Tamil", "th": "Thai", "km": "Khmer", "my": "Burmese", "am": "Amharic",
    "so": "Somali", "sw": "Swahili", "hy": "Armenian", "ka": "Georgian", "uz": "Uzbek",
    "ro": "Romanian", "hu": "Hungarian", "cs": "Czech", "sr": "Serbian", "hr": "Croatian",
    "bs": "Bosnian", "nl": "Dutch", "sv": "Swedish", "ase": "American Sign Language",
}  # fmt: skip
"""Languages that the line meets (ISO 639), by their English names."""

LANGUAGE_OF_COUNTRY: Final[dict[str, str]] = {
    country: language
    for language, countries in {
        "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE",
        "pt": "AO BR CV GW MZ PT ST",
        "fr": "BF BJ CD CG CI FR GA GN ML NE SN TG",
        "ar": "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE",
        "zh": "CN TW", "yue": "HK MO", "ru": "BY KG KZ RU", "uk": "UA", "ko": "KP KR", "ja": "JP",
        "bn": "BD", "ur": "PK", "fa": "AF IR", "tr": "TR", "he": "IL", "vi": "VN", "th": "TH",
        "km": "KH", "my": "MM", "am": "ET", "so": "SO", "sw": "KE TZ", "hy": "AM", "ka": "GE",
        "uz": "UZ", "ro": "MD RO", "hu": "HU", "cs": "CZ", "pl": "PL", "sr": "ME RS", "hr": "HR",
        "bs": "BA", "sq": "AL XK", "nl": "NL SR", "sv": "SE", "de": "AT DE LI", "it": "IT SM VA",
        "el": "CY GR", "ht": "HT", "tl": "PH",
    }.items()
    for country in countries.split()
}  # fmt: skip
"""The language that most people of a country speak: what the advisor asks for first."""

NON_LATIN_LANGUAGES: Final = frozenset(
    {"zh", "yue", "ru", "ar", "ko", "bn", "yi", "he", "ur", "hi", "gu", "ja", "el", "fa", "uk",
     "pa", "te", "ta", "th", "km", "my", "am", "hy", "ka", "sr"}
)  # fmt: skip
"""Languages whose names are written in other letters first."""

NON_LATIN_COUNTRIES: Final = frozenset(
    {"AF", "AE", "AM", "BD", "BG", "BH", "BY", "CN", "CY", "DZ", "EG", "ER", "ET", "GE", "GR",
     "HK", "IL", "IN", "IQ", "IR", "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB",
     "LK", "LY", "MA", "MK", "MM", "MN", "MO", "NP", "OM", "PK", "PS", "QA", "RS", "RU", "SA",
     "SD", "SY", "TH", "TJ", "TN", "TW", "UA", "YE"}
)  # fmt: skip
"""Countries whose papers carry names in other letters beside Latin ones."""

_COUNTRY_ALIASES: Final = {
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "united states of america": "US", "america": "US",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB",
    "uae": "AE", "korea": "KR", "holland": "NL", "czech republic": "CZ", "burma": "MM",
    "türkiye": "TR", "cote d'ivoire": "CI", "côte d'ivoire": "CI", "macau": "MO",
}  # fmt: skip
_STATE_ALIASES: Final = {"washington dc": "DC", "washington, dc": "DC", "d.c.": "DC"}


def state_code(text: str) -> str | None:
    """The two letters of a state by code (`NJ`, `US-NJ`) or name; None where there is none."""
    word = text.strip()
    code = word.upper().removeprefix("US-")
    if code in STATES:
        return code
    return _by_name(word, STATES) or _STATE_ALIASES.get(word.casefold())


def country_code(text: str) -> str | None:
    """The two letters of a country by code or name; None where there is none."""
    word = text.strip()
    if word.upper() in COUNTRIES:
        return word.upper()
    return _COUNTRY_ALIASES.get(word.casefold()) or _by_name(word, COUNTRIES)


def place_code(text: str) -> str | None:
    """A place of a visit: `US-FL` for a state, `ES` for a country; None where there is none.

    Two bare letters are a state where such a state exists: callers say "I'll be in FL".
    """
    word = text.strip()
    state = state_code(word)
    if state is not None:
        return f"US-{state}"
    return country_code(word)


def place_name(code: str) -> str:
    """A place as people say it."""
    if code.startswith("US-"):
        return STATES.get(code[3:], code)
    return COUNTRIES.get(code, code)


def language_code(text: str) -> str:
    """The code of a language by code or name; words that name none stay as they are."""
    word = text.strip()
    short = word.casefold().partition("-")[0]
    if short in LANGUAGES:
        return short
    return _by_name(word, LANGUAGES) or word


def language_name(code: str) -> str:
    """A language as people say it."""
    return LANGUAGES.get(code, code)


def _by_name(word: str, names: dict[str, str]) -> str | None:
    wanted = word.casefold()
    return next((code for code, name in names.items() if name.casefold() == wanted), None)
