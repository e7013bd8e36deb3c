"""What a paper cannot be made of, and what a medium cannot hold of it."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.checks.stages.keys import SVG
from quizgen.diagnostics import Code, Facts, Family, Severity

WHO = "- {question: Who?, id: who, answer: Armstrong}\n"
CRATER = """\
- question: Which crater is this?
  id: crater
  answer: Tycho
  media: {file: %s, alt: a crater with rays, side: front}
"""
BONJOUR = """\
- term: bonjour
  id: bonjour
  means: good day
  reverse: no
  media: {file: hi.mp3, side: front}
"""

SHORT_BLUEPRINT = Code(
    name="short-blueprint",
    severity=Severity.WARNING,
    family=Family.FORMS,
    says="The decks cannot fill a paper, which takes what there is.",
    why="A paper with fewer questions than it promises has another score and another time.",
    source="",
    bad=Facts(
        WHO,
        files={
            "test.yaml": "blueprint: A test\nid: test\nsections: [{type: short, items: 9}]\n",
        },
        command="quiz --blueprint test.yaml",
    ),
    good=Facts(
        WHO,
        files={
            "test.yaml": "blueprint: A test\nid: test\nsections: [{type: short, items: 1}]\n",
        },
        command="quiz --blueprint test.yaml",
    ),
)
EMPTY_PAPER = Code(
    name="empty-paper",
    severity=Severity.ERROR,
    family=Family.FORMS,
    says="The decks have no question for a paper.",
    why="An empty paper serves nobody.",
    source="",
    bad=Facts(WHO, command="quiz --types numeric"),
    good=Facts(WHO, command="quiz --items 1 --types short"),
)
LOST_PICTURE = Code(
    name="lost-picture",
    severity=Severity.WARNING,
    family=Family.MEDIA,
    says="A Word document cannot show a picture, and has its `alt` in its place.",
    why="Word reads PNG, JPEG and GIF, and an SVG that resvg can draw for programs that show none; "
    "of a WebP or AVIF only some versions show anything.",
    source="python-docx's list of formats; MS-ODRAWXML, 2.24",
    bad=Facts(
        CRATER % "tycho.webp",
        files={"decks/tycho.webp": "RIFF....WEBP"},
        command="quiz --items 1 --types short --to docx",
    ),
    good=Facts(
        CRATER % "tycho.svg",
        files={"decks/tycho.svg": SVG},
        command="quiz --items 1 --types short --to docx",
    ),
)
UNREAD_TEMPLATE = Code(
    name="unread-template",
    severity=Severity.WARNING,
    family=Family.TEMPLATES,
    says="A template of your own lays out worksheets or keys, and a Word document is asked for.",
    why="Templates lay out pages in HTML and PDF. A document has what a blueprint and a theme give "
    "(school, subject, date, logo, header, footer, fields, colours, fonts), and nothing of them.",
    source="",
    bad=Facts(
        WHO,
        files={"templates/print/heads.css": ".letterhead { color: navy }\n"},
        command="quiz --items 1 --types short --to docx",
    ),
    good=Facts(
        WHO,
        files={"templates/print/heads.css": ".letterhead { color: navy }\n"},
        command="quiz --items 1 --types short --to html",
    ),
)
LOST_SOUND = Code(
    name="lost-sound",
    severity=Severity.WARNING,
    family=Family.MEDIA,
    says="A paper is to be printed with a question that has a sound.",
    why="Paper plays nothing: whoever hands it out has to play the sound, or the question is "
    "asked without it. What asks about a sound is drawn by a blueprint's section that says "
    "`listening: yes`, and by no other.",
    source="",
    bad=Facts(
        BONJOUR,
        files={"decks/hi.mp3": "ID3"},
        command="quiz --items 1 --types short --to html",
    ),
    good=Facts(
        BONJOUR,
        files={"decks/hi.mp3": "ID3"},
        command="quiz --items 1 --types short --to web",
    ),
)
MISSING_GLYPH = Code(
    name="missing-glyph",
    severity=Severity.WARNING,
    family=Family.MEDIA,
    says="No font that is installed here has a character that a PDF is to show.",
    why="The page shows a box in its place, and nobody can read the question. Fonts are a matter "
    "of the machine that makes the file, not of the deck: install one, and nothing else changes.",
    source="ISO 14289-1 (PDF/UA-1), 7.21.8: no reference to the .notdef glyph",
    bad=Facts(
        "- {question: Who?, id: who, answer: Armstrong \u0530}\n",
        command="quiz --items 1 --types short --to pdf",
    ),
    good=Facts(WHO, command="quiz --items 1 --types short --to pdf"),
)
MISSING_FONT = Code(
    name="missing-font",
    severity=Severity.WARNING,
    family=Family.MEDIA,
    says="A font that a theme names is not installed here, and a PDF is set in another.",
    why="A PDF takes its fonts from the machine that makes it; that it looks otherwise is seen "
    "when it has been printed.",
    source="",
    bad=Facts(WHO, command="quiz --items 1 --types short --to pdf --font Nonesuch"),
    good=Facts(WHO, command="quiz --items 1 --types short --to html --font Nonesuch"),
)
EXPORT_LOSS = Code(
    name="export-loss",
    severity=Severity.ERROR,
    family=Family.MEDIA,
    says="A format of another program cannot hold an item as it is, and `--strict` wants it exact.",
    why="Without `--strict`, what is changed or left out is told at the end and in a report beside "
    "the file. Where a course relies on every item, that is too late.",
    source="",
    bad=Facts(WHO, command="quiz --items 1 --types short --to aiken --strict"),
    good=Facts(WHO, command="quiz --items 1 --types short --to moodle --strict"),
)

BLUEPRINT = Stage((SHORT_BLUEPRINT, EMPTY_PAPER), "a blueprint, when you run `quizgen quiz`")
SOUNDS = Stage((LOST_SOUND,), "a form, when you ask for pages", is_allowed=True)
DOCUMENT = Stage((LOST_PICTURE,), "a form, when you ask for a Word document", is_allowed=True)
TEMPLATES = Stage((UNREAD_TEMPLATE,), "templates of your own, when you ask for a Word document")
EXPORTS = Stage((EXPORT_LOSS,), "items for another program, when you ask with `--strict`")
THEME = Stage((MISSING_FONT,), "a theme, when you ask for a PDF")
FONTS = Stage((MISSING_GLYPH,), "what is printed, when you ask for a PDF", is_allowed=True)
