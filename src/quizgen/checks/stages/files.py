"""What keeps a file from being read: its encoding, its YAML."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.diagnostics import Code, Facts, Family, Files, Severity

YAML = "YAML 1.2.2"
STRANGERS = "deck files may come from strangers"
READING = "every file, before anything else is checked; it can be neither ignored nor allowed"
SMALL = Facts("- {question: Who led Apollo 11?, id: leader, answer: Neil Armstrong}\n")

NO_FILE = Code(
    name="no-file",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A file or folder that is needed is not there, or cannot be read.",
    why="A collection has no name and no identity without `decks/collection.yaml`, and what a "
    "command line names must be there.",
    source="",
    bad=Facts(SMALL.text, command="quiz --blueprint test.yaml"),
    good=Facts(
        SMALL.text,
        files={
            "test.yaml": "blueprint: A test\nid: test\nsections: [{type: short, items: 1}]\n",
        },
        command="quiz --blueprint test.yaml",
    ),
)
FILE_NAME = Code(
    name="file-name",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A file has a name that another system does not take, or does not tell from another's.",
    why="Windows keeps `con`, `prn`, `aux`, `nul`, `com1` and their like for devices, whatever "
    "ending follows; Windows and Macs take `Moon` and `moon` for one name. Such a folder cannot "
    "even be copied there.",
    source="Microsoft, Naming Files, Paths, and Namespaces",
    bad=Files({"decks/con.yaml": f"deck: The Moon\nid: moon\nfacts:\n{SMALL.text}"}),
    good=Files({"decks/contra.yaml": f"deck: The Moon\nid: moon\nfacts:\n{SMALL.text}"}),
)
ENCODING = Code(
    name="encoding",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A file is not UTF-8, or holds a character that is no text.",
    why="Any other encoding turns é and ß into other letters without a word. Control characters "
    "are refused by Anki, by Word and by every XML reader of a learning platform.",
    source=f"{YAML}, 5.1 and 5.2; XML 1.0, 2.2",
    bad=Facts('- {question: Who wrote it?, id: author, answer: "Zo\\a"}\n'),
    good=Facts('- {question: Who wrote it?, id: author, answer: "Zoë"}\n'),
)
EMPTY_FILE = Code(
    name="empty-file",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A file is empty, or has nothing but comments.",
    why="A deck that was emptied by accident would be taken for one whose facts are all retired.",
    source="",
    bad=Files({"decks/moon.yaml": "# to be written\n"}),
    good=Files({"decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{SMALL.text}"}),
)
NOT_A_DECK = Code(
    name="not-a-deck",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A YAML file in the folder of decks has no `deck` key.",
    why="Whatever lies in the folder is read as a deck, so that none is forgotten. Keep other "
    "files elsewhere, or begin their names with a dot.",
    source="",
    bad=Files({"decks/moon.yaml": "title: The Moon\nid: moon\n"}),
    good=Files({"decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{SMALL.text}"}),
)
SYNTAX = Code(
    name="yaml-syntax",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="The file is not YAML.",
    why="Most often a text has `: ` or ` #` in it, or begins with a special character, and wants "
    "quotation marks.",
    source=f"{YAML}, 7.3.3",
    bad=Facts("- question: Apollo 11: who led it?\n  id: leader\n  answer: Armstrong\n"),
    good=Facts('- question: "Apollo 11: who led it?"\n  id: leader\n  answer: Armstrong\n'),
)
CUT_OFF = Code(
    name="cut-off",
    severity=Severity.WARNING,
    family=Family.FILES,
    says="A text without quotation marks ends at a ` #`, and what follows is dropped.",
    why="To YAML it begins a comment: “Which # is it?” becomes “Which”. A comment that is meant "
    "has two spaces before it and one after the `#`.",
    source=f"{YAML}, 6.6",
    bad=Facts("- question: Which sign is # in music?\n  id: sharp\n  answer: a sharp\n"),
    good=Facts(
        "- question: 'Which sign is # in music?'\n  id: sharp\n  answer: a sharp  # or cis\n"
    ),
)
TAB = Code(
    name="tab",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A tab indents a line.",
    why="YAML forbids tabs there, since nobody can see how wide they are.",
    source=f"{YAML}, 6.1",
    bad=Facts("- question: Who?\n\tid: who\n  answer: Armstrong\n"),
    good=Facts("- question: Who?\n  id: who\n  answer: Armstrong\n"),
)
TAG = Code(
    name="yaml-tag",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A value has a YAML tag, such as `!!python/name`.",
    why="Tags can run code in a program that follows them. A text that begins with `!` wants "
    "quotation marks.",
    source=STRANGERS,
    bad=Facts("- question: How is x negated in C?\n  id: negation\n  answer: !x\n"),
    good=Facts("- question: How is x negated in C?\n  id: negation\n  answer: '!x'\n"),
)
ALIAS = Code(
    name="yaml-alias",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="An alias, `*name`, names no value above it, or a name for a value, `&name`, is not used.",
    why="Most often the sign is meant: a text that begins with one wants quotation marks.",
    source=f"{YAML}, 7.1",
    bad=Facts("- question: How is what p points to written in C?\n  id: deref\n  answer: *p\n"),
    good=Facts("- question: How is what p points to written in C?\n  id: deref\n  answer: '*p'\n"),
)
ALIAS_BOMB = Code(
    name="alias-bomb",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="The aliases of a file stand for more than 10,000 values.",
    why="A few lines of aliases to aliases unfold to more than any memory holds.",
    source=f"{STRANGERS}; CWE-776",
    bad=Files(
        {
            "decks/moon.yaml": "deck: The Moon\nid: moon\n"
            "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
            "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
            "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
            "facts: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
        }
    ),
    good=SMALL,
)
DEPTH = Code(
    name="too-deep",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="Values are nested more than 50 levels deep.",
    why="No fact needs five; so deep a nesting is a mistake, or meant to exhaust the program.",
    source=f"{STRANGERS}; CWE-674",
    bad=Files({"decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts: {'[' * 51}{']' * 51}\n"}),
    good=SMALL,
)
DUPLICATE_KEY = Code(
    name="duplicate-key",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A key stands twice in one mapping.",
    why="YAML readers keep one of the two values, not all of them the same one.",
    source=f"{YAML}, 3.2.1.3",
    bad=Facts("- question: Who?\n  id: who\n  answer: Armstrong\n  answer: Aldrin\n"),
    good=Facts("- question: Who?\n  id: who\n  answer: Armstrong\n  accept: [Aldrin]\n"),
)

STAGE = Stage(
    (
        NO_FILE,
        FILE_NAME,
        ENCODING,
        EMPTY_FILE,
        NOT_A_DECK,
        SYNTAX,
        CUT_OFF,
        TAB,
        TAG,
        ALIAS,
        ALIAS_BOMB,
        DEPTH,
        DUPLICATE_KEY,
    ),
    READING,
)
