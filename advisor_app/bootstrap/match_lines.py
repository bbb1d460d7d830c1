"""A ranking on standard output in words for people."""

from advisor_app.bootstrap.shown_lines import put
from advisor_app.matching.results import MatchResult


def put_match(name: str, result: MatchResult) -> None:
    """The ranking of one case for people: what to do, who fits and why, who does not and why."""
    put(f"{name}: {result.family or 'family not known'}, team {result.team or 'not known'}")
    put(f"{result.status.replace('_', ' ')}; {result.urgency}; codes {_joined(result.icd10)}", 2)
    for flag in result.red_flags:
        put(f"RED FLAG {flag.flag.id} ({flag.tier}): {flag.flag.title}; {flag.why}", 2)
    for block in result.blocked:
        put(f"not now: {block.what}, {block.why}", 2)
    put(f"next: {result.next_step}", 2)
    put(f"ways to meet: {_joined(result.visit_modes.allowed)}", 2)
    for mode, reason in result.visit_modes.refused:
        put(f"not {mode}: {reason}", 4)
    put(f"records: {_joined(tuple(need.name for need in result.records.required))}", 2)
    for conflict in result.conflicts:
        put(f"two answers: {conflict.question}", 2)
    for number, match in enumerate(result.matches, start=1):
        put(f"{number:2}  {match.name}, {match.kind.replace('_', ' ')}  {match.score:.0f}", 2)
        put(f"{match.site_name or match.site}, {match.mode.replace('_', ' ')}: {match.text}", 6)
        for condition in match.unknown:
            put(condition, 8)
    if not result.matches:
        put("nobody fits", 2)
    for rung in result.ladder:
        put(f"{rung.step}: {rung.text}", 4)
    if result.excluded:
        put(f"not offered ({len(result.excluded)})", 2)
    for exclusion in result.excluded:
        put(f"{exclusion.name}: {exclusion.text}", 4)
    for question in result.ask_next:
        put(f"ask: {question.label} {question.effect}", 2)


def _joined(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "none"
