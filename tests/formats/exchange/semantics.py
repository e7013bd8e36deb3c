"""What the libraries of H5P know, by their ``semantics.json``: they drop all else in silence.

Written down from the versions that a question set of 2026 has: QuestionSet 1.21, MultiChoice 1.16,
MultiMediaChoice 0.3, TrueFalse 1.8, Blanks 1.14, DragText 1.10, Image 1.1, Audio 1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A text; with tags it is HTML of these alone, and of what every such text may have."""

    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Options:
    """One of some words."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Many:
    """A list of so many at least and at the most."""

    of: Field
    least: int
    most: int = 10_000


@dataclass(frozen=True)
class Library:
    """A question or a picture of one of some libraries, by name and version."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Fields by name; those that must be there are named."""

    fields: Mapping[str, Field]
    needed: frozenset[str] = field(default_factory=frozenset)


Field = Text | Options | Many | Library | Group | type[bool] | type[int]
ALWAYS = frozenset({"div", "span", "p", "br"})
"""Tags that any text of HTML may have."""


def html(tags: str) -> Text:
    return Text(ALWAYS | frozenset(tags.split()))


ASKED = html("strong em sub sup h2 h3 pre code")
TASK = html("strong em u a ul li ol h2 h3 hr pre code")
REASON = html("strong em sub sup a code")
FILE = Group({"path": Text(), "mime": Text()}, frozenset({"path", "mime"}))
IMAGE = Library(("H5P.Image 1.1",))
MEDIA = Group({"type": Library((*IMAGE.names, "H5P.Audio 1.5"))})
RANGE = Group({"from": int, "to": int, "feedback": Text()}, frozenset({"from", "to"}))
OVERALL = Many(RANGE, 1)

PARAMS: Mapping[str, Group] = {
    "H5P.QuestionSet": Group(
        {
            "introPage": Group({"showIntroPage": bool, "title": Text()}),
            "progressType": Options(("textual", "dots")),
            "passPercentage": int,
            "questions": Many(
                Library(
                    (
                        "H5P.MultiChoice 1.16",
                        "H5P.Blanks 1.14",
                        "H5P.DragText 1.10",
                        "H5P.TrueFalse 1.8",
                        "H5P.MultiMediaChoice 0.3",
                    )
                ),
                1,
            ),
            "endGame": Group(
                {"showResultPage": bool, "showSolutionButton": bool, "showRetryButton": bool}
            ),
        },
        frozenset({"questions"}),
    ),
    "H5P.MultiChoice": Group(
        {
            "media": MEDIA,
            "question": ASKED,
            "answers": Many(
                Group(
                    {
                        "text": html("strong em sub sup code"),
                        "correct": bool,
                        "tipsAndFeedback": Group(
                            {
                                "tip": html("strong em a code"),
                                "chosenFeedback": REASON,
                                "notChosenFeedback": REASON,
                            }
                        ),
                    },
                    frozenset({"text", "correct"}),
                ),
                1,
            ),
            "overallFeedback": OVERALL,
            "behaviour": Group(
                {
                    "type": Options(("auto", "multi", "single")),
                    "singlePoint": bool,
                    "randomAnswers": bool,
                }
            ),
        },
        frozenset({"question", "answers"}),
    ),
    "H5P.MultiMediaChoice": Group(
        {
            "media": MEDIA,
            "question": ASKED,
            "options": Many(
                Group({"media": IMAGE, "correct": bool}, frozenset({"media", "correct"})), 2, 20
            ),
            "overallFeedback": OVERALL,
            "behaviour": Group(
                {"questionType": Options(("auto", "multi", "single")), "singlePoint": bool}
            ),
        },
        frozenset({"question", "options"}),
    ),
    "H5P.TrueFalse": Group(
        {
            "media": MEDIA,
            "question": ASKED,
            "correct": Options(("true", "false")),
            "behaviour": Group({"feedbackOnCorrect": Text(), "feedbackOnWrong": Text()}),
            "l10n": Group({"trueText": Text(), "falseText": Text()}),
        },
        frozenset({"question", "correct"}),
    ),
    "H5P.Blanks": Group(
        {
            "media": MEDIA,
            "text": TASK,
            "questions": Many(html("strong em del u code"), 1, 31),
            "overallFeedback": OVERALL,
            "behaviour": Group(
                {"caseSensitive": bool, "autoCheck": bool, "acceptSpellingErrors": bool}
            ),
        },
        frozenset({"text", "questions"}),
    ),
    "H5P.DragText": Group(
        {
            "media": MEDIA,
            "taskDescription": TASK,
            "textField": Text(),
            "distractors": Text(),
            "overallFeedback": OVERALL,
        },
        frozenset({"taskDescription", "textField"}),
    ),
    "H5P.Audio": Group(
        {
            "files": Many(FILE, 1),
            "playerMode": Options(("minimalistic", "full", "transparent")),
            "controls": bool,
            "autoplay": bool,
        }
    ),
    "H5P.Image": Group(
        {
            "file": FILE,
            "alt": Text(),
            "contentName": Text(),
        },
        frozenset({"file", "alt"}),
    ),
}
