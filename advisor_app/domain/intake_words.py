"""Every word that the definition of the intake says, for whoever keeps a catalogue whole."""

from advisor_app.domain.paths import QUESTIONS


def words_of_the_intake() -> dict[str, str]:
    """Every text of the intake's definition, each with the path where it stands first."""
    found: dict[str, str] = {}
    for path, question in QUESTIONS.items():
        texts = [question.label, question.short]
        texts += [choice.label for choice in question.choices]
        for spec in question.parts:
            texts.append(spec.label)
            texts += [choice.label for choice in spec.choices]
        for text in texts:
            found.setdefault(text, path)
    return found
