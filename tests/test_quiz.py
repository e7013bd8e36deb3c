"""``quizgen quiz``: papers from flags and blueprints, as a teacher would ask for them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document
from typer.testing import CliRunner, Result

from quizgen import cli
from quizgen.formats.data.json import SCHEMA, schema
from quizgen.output import STAMPS
from quizgen.questions import QUESTION_TYPES
from quizgen.reading import read_collection
from quizgen.reading.blueprints import read_blueprint
from tests.conftest import ROOT, Workspace

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
PUBLISHED = jsonschema.Draft202012Validator(json.loads(schema()))
DECKS = ("--decks", str(ROOT / "decks"))
pytestmark = pytest.mark.usefixtures("opened_once")
BLUEPRINTS = sorted((ROOT / "decks" / "blueprints").glob("*.yaml"))


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["quiz", *words])


def data(out: Path, label: str = "A") -> dict[str, Any]:
    (path,) = out.glob(f"quiz/*/{label}.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def said(result: Result) -> str:
    return re.sub(r"\s+", " ", result.output)


@pytest.mark.slow
def test_flags_make_a_paper(tmp_path: Path) -> None:
    flags = ("--items", "12", "--forms", "3", "--seed", "7", "--to", "html,json")
    result = run("geneva-accords", *DECKS, *flags, "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert "3 versions of 12 questions" in result.output
    names = sorted(p.name for p in (tmp_path / "quiz" / "geneva-accords").iterdir())
    each = [f"{v}{end}" for v in "ABC" for end in ("-key.html", "-worksheet.html", ".json")]
    assert names == sorted([*each, SCHEMA, STAMPS, "versions.html"])
    again = run("geneva-accords", *DECKS, *flags, "--out", str(tmp_path))
    assert "0 files written, 11 unchanged" in again.output


@pytest.mark.slow
def test_a_paper_has_a_code_and_its_key_the_command_that_makes_it_again(tmp_path: Path) -> None:
    words = ("geneva-accords", "--items", "6", "--seed", "7")
    assert (
        run(*words, "--forms", "2", *DECKS, "--to", "html,json", "--out", str(tmp_path)).exit_code
        == 0
    )
    a, b = data(tmp_path, "A"), data(tmp_path, "B")
    assert a["code"] != b["code"]
    assert b["command"] == f"quizgen quiz {' '.join(words)} --forms 2-2"
    again = b["command"].split()[2:]
    assert run(*again, *DECKS, "--to", "json", "--out", str(tmp_path / "again")).exit_code == 0
    assert data(tmp_path / "again", "B") == b
    for form in (a, b):
        for page in ("worksheet", "key"):
            (path,) = tmp_path.glob(f"quiz/*/{form['version']}-{page}.html")
            text = path.read_text(encoding="utf-8")
            assert f"Version {form['version']}" in text
            assert text.count(form["code"]) == 2, "at its head, and at the foot of each page"
            assert (form["command"] in re.sub("</?span>", "", text)) is (page == "key")


def test_a_folder_holds_one_paper_and_what_was_changed_by_hand_stays(tmp_path: Path) -> None:
    words = ("geneva-accords", *DECKS, "--items", "3", "--out", str(tmp_path))
    assert run(*words, "--forms", "2").exit_code == 0
    result = run(*words, "--seed", "2")
    folder = tmp_path / "quiz" / "geneva-accords"
    assert f"removed {(folder / 'B-key.html').as_posix()}: it was of another" in result.output
    key = folder / "A-key.html"
    key.write_text("mine", encoding="utf-8")
    result = run(*words, "--seed", "3")
    assert result.exit_code == 1
    assert "A-key.html was not left as quizgen made it; nothing was written" in said(result)
    assert key.read_text(encoding="utf-8") == "mine"
    assert run(*words, "--seed", "3", "--force").exit_code == 0
    assert key.read_text(encoding="utf-8") != "mine"


def test_it_ends_by_naming_what_to_open(tmp_path: Path) -> None:
    editions = ("--edition", "large-print", "--edition", "standard")
    result = run("geneva-accords", *DECKS, "--items", "3", *editions, "--out", str(tmp_path))
    assert result.output.splitlines()[-1] == (
        f"open {(tmp_path / 'quiz' / 'geneva-accords' / 'A-worksheet.html').as_posix()}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_the_shipped_blueprints_can_be_filled(path: Path, tmp_path: Path) -> None:
    result = run("--blueprint", str(path), *DECKS, "--to", "html,json", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    page = (tmp_path / "quiz" / data(tmp_path)["blueprint"] / "versions.html").read_text()
    assert page.count("<tr>") == len(data(tmp_path)["items"]) + 1


def test_the_two_shipped_blueprints_are_those_that_were_asked_for() -> None:
    collection = read_collection(ROOT / "decks").collection
    assert collection
    names = ("demands-and-geneva", "final")
    paths = (path for path in BLUEPRINTS if path.stem in names)
    short, final = (read_blueprint(path, collection)[0] for path in paths)
    assert short
    assert final
    assert short.minutes == 20
    assert {deck for s in short.sections for deck in s.decks} == {
        "powell-demands",
        "geneva-accords",
    }
    assert all(not section.decks for section in final.sections)
    assert {section.type for section in final.sections} == set(QUESTION_TYPES)


@pytest.mark.parametrize("type_", QUESTION_TYPES)
def test_each_type_by_name_on_paper_and_as_data(type_: str, tmp_path: Path) -> None:
    flags = ("--types", type_, "--items", "3", "--to", "html,json", "--out", str(tmp_path))
    result = run(*DECKS, *flags)
    assert result.exit_code == 0, result.output
    form = data(tmp_path)
    PUBLISHED.validate(form)
    assert {item["type"] for item in form["items"]} == {type_}
    for item in form["items"]:
        assert set(item) >= set(
            "id facts type stem points level difficulty rationale source".split()
        )
        assert bool(item["options"]) is not bool(item["key"])
        assert item["stem"]
        assert item["source"]
        for option in item["options"]:
            assert bool(option["why"]) is not option["correct"]
    for page in ("worksheet", "key"):
        text = (tmp_path / "quiz" / "quiz" / f"A-{page}.html").read_text(encoding="utf-8")
        assert len(re.findall('class="item[ "]', text)) == 3


def test_the_schema_refuses_what_is_no_form() -> None:
    PUBLISHED.check_schema(PUBLISHED.schema)
    for wrong in ({}, {"format": "quizgen-form-1"}, {"format": "other"}):
        with pytest.raises(jsonschema.ValidationError):
            PUBLISHED.validate(wrong)


def test_the_schema_is_what_was_published(golden: Any) -> None:
    """Whoever reads forms relies on it: a change that breaks them needs another name."""
    golden(Path(__file__).parent / "golden" / SCHEMA, schema().decode())


def test_a_small_bank_makes_the_mixture_fit(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    result = run("--items", "8", "--to", "json")
    assert result.exit_code == 0, result.output
    assert len(data(workspace.out)["items"]) == 8


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--types", "numeric", "--items", "9"], "1 of 9 questions: no more of these types fit"),
        (["--types", "numeric", "--items", "9"], "gives 9; ask for fewer"),
        (["--items", "500"], "of 500 questions: no more fit one paper"),
        (["--direction", "mixed", "--types", "numeric"], "no question on the paper asks back"),
    ],
)
def test_a_paper_takes_what_there_is_and_says_what_is_short(
    words: list[str], what: str, workspace: Workspace
) -> None:
    workspace.deck(FACTS)
    result = run(*words, "--to", "json")
    assert result.exit_code == 0
    assert "quizgen quiz: warning: " in said(result)
    assert what in said(result)
    assert data(workspace.out)["items"]


def test_a_section_that_is_short_is_told_where_it_is_written(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    (workspace.folder / "a.yaml").write_text(GOOD.replace("items: 2, points", "items: 99, points"))
    result = run("--blueprint", "a.yaml", "--to", "json")
    assert result.exit_code == 0
    assert "a.yaml:11:27: warning: section 2 has " in said(result)


def test_a_paper_without_any_question_is_not_made(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    result = run("--types", "numeric")
    assert result.exit_code == 1
    assert "there is no question for this paper" in said(result)
    assert not (workspace.out / "quiz").exists()


def test_a_word_bank_that_nothing_can_be_mixed_into_is_told(workspace: Workspace) -> None:
    workspace.deck("- {statement: 'The [Eagle] landed.', id: eagle}")
    head, _, _ = GOOD.partition("sections:")
    text = f"{head}sections:\n  - {{type: gaps, items: 1, bank: yes}}\n"
    (workspace.folder / "a.yaml").write_text(text)
    result = run("--blueprint", "a.yaml", "--to", "json")
    assert result.exit_code == 1
    assert "leave out 'bank: yes', which needs words of other facts" in said(result)


def test_a_tag_that_no_fact_has_is_wrong_usage(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    result = run("--types", "short", "--tags", "none")
    assert result.exit_code == 2
    assert "there is no tag 'none'" in said(result)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--types", "chioce"], "there is no question type 'chioce'; did you mean 'choice'?"),
        (["--level", "cor"], "there is no level 'cor'; did you mean 'core'?"),
        (["--to", "htm"], "there is no format 'htm'; did you mean 'html'?"),
        (["--to", "bilingual"], "'quizgen build --to bilingual' makes it"),
        (["smal"], "there is no deck 'smal'; did you mean 'small'?"),
        (["--items", "0"], "greater than or equal to 1"),
        (["--booklet", "half"], "--booklet goes with --to pdf"),
        (["--form", "A.json", "--booklet", "half"], "--booklet goes with --to pdf"),
        (["--vary", "all"], "'--vary': 'all' is not one of 'order', 'items'"),
    ],
)
def test_wrong_usage_is_a_sentence(words: list[str], what: str, workspace: Workspace) -> None:
    workspace.deck(FACTS)
    result = run(*words)
    assert result.exit_code == 2
    assert what in said(result)


GOOD = """\
blueprint: A test
id: a-test
time: 15
seed: 3
forms: 2
vary: items
levels: [core, useful]
editions: [standard]
sections:
  - {type: short, items: 2, decks: [small]}
  - {type: choice, items: 2, points: 2}
"""


def test_a_blueprint_and_flags_that_go_before_it(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    path = workspace.folder / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    result = run("--blueprint", str(path), "--to", "json", "--minutes", "5", "--title", "Other")
    assert result.exit_code == 0, result.output
    form = data(workspace.out)
    assert (form["title"], form["minutes"], form["seed"]) == ("Other", 5, 3)
    assert [item["points"] for item in form["items"]] == [1, 1, 2, 2] or form["points"] == 6
    assert data(workspace.out, "B")["version"] == "B"


def test_flags_go_before_the_keys_of_a_blueprint(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    path = workspace.folder / "a.yaml"
    path.write_text(GOOD.replace("seed: 3", "columns: 1"), encoding="utf-8")
    words = ("--blueprint", "a.yaml", "--columns", "2", "--ink-saving", "--level", "useful")
    result = run(*words, "--edition", "standard", "--forms", "1", "--to", "html,json")
    assert result.exit_code == 0, result.output
    assert {item["level"] for item in data(workspace.out)["items"]} == {"useful"}
    page = (workspace.out / "quiz" / "a-test" / "A-worksheet.html").read_text(encoding="utf-8")
    assert 'class="standard two-columns ink-saving"' in page


HEAD = """\
blueprint: A test
id: a-test
logo: school.png
school: Tycho *School*
subject: History
date: 20 July 2026
instructions: Write in **ink**.
grades: [A from 6 points, B from 4]
candidate: [name, number, teacher]
footer: Tycho 2026
exclude: [%s]
avoid: [%s]
sections:
  - {type: short, items: 4, title: What *was* it?, instructions: Three of four.}
"""
PNG = (
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)


def head(workspace: Workspace, exclude: str = "", avoid: str = "") -> Result:
    workspace.deck(FACTS)
    (workspace.folder / "school.png").write_bytes(bytes.fromhex(PNG))
    (workspace.folder / "a.yaml").write_text(HEAD % (exclude, avoid), encoding="utf-8")
    return run("--blueprint", "a.yaml", "--to", "html,json,docx")


@pytest.mark.slow
def test_a_blueprint_has_the_head_of_a_paper(workspace: Workspace) -> None:
    result = head(workspace)
    assert result.exit_code == 0, result.output
    folder = workspace.out / "quiz" / "a-test"
    pages = {p: (folder / f"A-{p}.html").read_text(encoding="utf-8") for p in ("worksheet", "key")}
    document = Document(str(folder / "A-worksheet.docx"))
    cells = " ".join(cell.text for cell in document.tables[0]._cells)
    texts = "\n".join(paragraph.text for paragraph in document.paragraphs) + cells
    assert len(document.inline_shapes) == 1
    footer = document.sections[0].footer.paragraphs[0].text
    for text in (pages["worksheet"], pages["key"], texts):
        for part in ("History", "20 July 2026", "A from 6 points", "B from 4"):
            assert part in text
    for text in (pages["worksheet"], texts):
        for part in ("Number", "Teacher", "Three of four."):
            assert part in text
        assert "Class" not in text
    assert "Tycho <em>School</em>" in pages["key"]
    assert "Write in <strong>ink</strong>." in pages["worksheet"]
    assert "<bdi>What <em>was</em> it?</bdi>" in pages["worksheet"]
    assert 'content: "Tycho 2026' in pages["worksheet"]
    assert footer.startswith("Tycho 2026")
    assert pages["worksheet"].count("data:image/png") == 1


KEYS = (
    *("--types", "short,choice", "--items", "8", "--to", "html,json,docx"),
    *("--school", "Tycho", "--header", "Closed <until> noon", "--boxes", "3", "--totals"),
    *("--grades", "A, from 6", "--grades", "B, from 4"),
)


@pytest.mark.slow
def test_each_key_of_a_blueprint_is_a_flag(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    result = run(*KEYS)
    assert result.exit_code == 0, result.output
    folder = workspace.out / "quiz" / "quiz"
    page = (folder / "A-worksheet.html").read_text(encoding="utf-8")
    assert page.count("<span></span>") == 3
    assert 'content: "Closed \\3c until\\3e  noon"' in page
    assert "A, from 6" in page
    form = data(workspace.out)
    rows = re.findall(r"<td><span>/ (\d+) point", page)
    assert [*map(int, rows)][-1] == form["points"] == sum(map(int, rows[:-1]))
    key = (folder / "A-key.html").read_text(encoding="utf-8")
    assert re.findall(r"<li><b>(\d+)</b>&nbsp;<bdi>", key) == [*map(str, range(1, 9))]
    flags = "--school Tycho --grades 'A, from 6' --grades 'B, from 4' --boxes 3"
    assert flags in form["command"]
    document = Document(str(folder / "A-worksheet.docx"))
    assert document.sections[0].header.paragraphs[0].text == "Closed <until> noon"
    assert f"/ {form['points']} points" in document.tables[1]._cells[-1].text
    before = document.tables[1]._tbl.getprevious()
    assert before is not None
    assert before.tag.endswith("}p"), "or Word makes one of both"
    assert "Number: ☐☐☐" in [cell.text for cell in document.tables[0]._cells]


@pytest.mark.parametrize(
    ("flag", "value", "exit_code", "expected"),
    [
        ("--logo", "x/none.png", 1, "quizgen quiz --logo: error: there is no file 'none.png'"),
        ("--avoid", "7KQ4ZM", 1, "--avoid: error: no paper with the code '7KQ4ZM' is in the"),
        ("--include", "small/x", 1, "--include: error: there is no fact 'small/x'"),
        ("--points", "small/x=2", 1, "--points: error: there is no fact 'small/x'"),
        ("--points", "small/geneva", 1, "--points: error: 'points small/geneva' is text; write"),
        ("--without-derived", "chice", 1, "there is no question type 'chice'; did you mean"),
        ("--candidate", "name,nme", 1, "--candidate: error: 'candidate 2' is 'nme'; did you"),
        ("--direction", "back", 2, "'back' is not one of 'forward', 'reverse', 'mixed'"),
        ("--boxes", "99", 2, "less than or equal to 12"),
    ],
)
def test_a_flag_that_is_wrong_is_told_as_the_key_would_be(
    flag: str, value: str, exit_code: int, expected: str, workspace: Workspace
) -> None:
    workspace.deck(FACTS)
    result = run("--types", "short", flag, value)
    assert expected in said(result)
    assert result.exit_code == exit_code


def test_no_flag_takes_back_what_a_blueprint_says(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    path = workspace.folder / "a.yaml"
    path.write_text(GOOD.replace("seed: 3", "ink_saving: yes"), encoding="utf-8")
    for flags, expected in (((), True), (("--no-ink-saving",), False)):
        run("--blueprint", "a.yaml", *flags)
        page = (workspace.out / "quiz" / "a-test" / "A-worksheet.html").read_text()
        assert ("ink-saving" in page.partition("<head>")[0]) is expected


@pytest.mark.slow
def test_what_is_asked_is_chosen_by_direction_id_and_code(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    words = ("--types", "short", "--items", "30", "--to", "json")

    def items(*flags: str) -> list[dict[str, Any]]:
        result = run(*words, *flags)
        assert result.exit_code == 0, result.output
        listed: list[dict[str, Any]] = data(workspace.out)["items"]
        return listed

    forward, back = items("--direction", "forward"), items("--direction", "reverse", "--repeat")
    assert forward
    assert not any("/reverse/" in item["id"] for item in forward)
    asked_back = {item["id"] for item in back if "/reverse/" in item["id"]}
    assert asked_back
    assert asked_back.isdisjoint(id_.replace("/reverse/", "/") for id_ in asked_back)
    assert not {i.replace("/reverse/", "/") for i in asked_back} & {i["id"] for i in back}
    wanted = back[-1]["id"]
    flags = ("--include", wanted, "--points", f"{wanted}=7", "--items", "2", "--forms", "2")
    items(*flags, "--vary", "items")
    for label in "AB":
        listed = data(workspace.out, label)["items"]
        assert [item["points"] for item in listed if item["id"] == wanted] == [7]
    first = items("--items", "3")
    code = data(workspace.out)["code"]
    run(*words, "--items", "3", "--avoid", code, "--id", "resit")
    resit = workspace.out / "quiz" / "resit" / "A.json"
    second = json.loads(resit.read_text(encoding="utf-8"))["items"]
    assert second
    asked = {fact for item in first for fact in item["facts"]}
    assert asked.isdisjoint(fact for item in second for fact in item["facts"])
    result = run("--types", "choice", "--items", "2", "--include", wanted)
    assert f"'{wanted}' is not on the paper" in said(result)


def test_the_papers_of_a_folder_are_listed(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    for flags in (
        ("--title", "First <1>"),
        ("--id", "second", "--title", "Second", "--forms", "2"),
    ):
        result = run("--types", "short", "--items", "2", *flags)
    assert "all papers: out/quiz/index.html" in result.output
    folder = workspace.out / "quiz"
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert [*re.findall(r'<h2 dir="auto">(.*)</h2>', page)] == ["First &lt;1&gt;", "Second"]
    links = re.findall(r'href="([^"]+)"', page)
    assert len(links) == 3 + 5
    assert all((folder / link).is_file() for link in links)


def test_a_section_may_choose_its_items_by_their_ids(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    run("--types", "short", "--items", "5", "--to", "json")
    ids = [item["id"] for item in data(workspace.out)["items"]][:2]
    path = workspace.folder / "a.yaml"
    text = "blueprint: T\nid: t\nlevels: [detail]\nsections:\n"
    path.write_text(f"{text}  - {{type: short, items: 3, questions: {json.dumps([*ids, 'x'])}}}\n")
    result = run("--blueprint", "a.yaml", "--to", "json", "--out", str(workspace.folder / "own"))
    assert result.exit_code == 0, result.output
    assert f"has 2 of 3 items of type 'short' (questions {ids[0]}, {ids[1]}, x)" in said(result)
    assert sorted(i["id"] for i in data(workspace.folder / "own")["items"]) == sorted(ids)


@pytest.mark.slow
def test_a_resit_repeats_no_fact_of_the_papers_that_it_avoids(workspace: Workspace) -> None:
    head(workspace)
    first = {fact for item in data(workspace.out)["items"] for fact in item["facts"]}
    (workspace.out / "quiz" / "a-test" / "A.json").rename(workspace.folder / "first.json")
    result = head(workspace, avoid="first.json")
    assert result.exit_code == 0, result.output
    second = {fact for item in data(workspace.out)["items"] for fact in item["facts"]}
    assert second
    assert second.isdisjoint(first)
    excluded = sorted(first)[0]
    head(workspace, exclude=excluded)
    assert excluded not in {f for item in data(workspace.out)["items"] for f in item["facts"]}


@pytest.mark.parametrize(
    ("exclude", "avoid", "expected"),
    [
        ("small/x", "", "a.yaml:11:11: error: there is no fact 'small/x'"),
        ("", "none.json", "a.yaml:12:9: error: there is no file 'none.json'; name it as seen from"),
        ("", "a.yaml", "'a.yaml' is no paper as '--to json' writes it"),
        ("", "decks", "'decks' cannot be read"),
    ],
)
def test_what_cannot_be_avoided_is_told(
    exclude: str, avoid: str, expected: str, workspace: Workspace
) -> None:
    result = head(workspace, exclude, avoid)
    assert result.exit_code == 1
    assert expected in said(result)


@pytest.mark.parametrize(
    ("logo", "expected"),
    [
        ("none.png", "there is no file 'none.png'"),
        ("a.yaml", "'a.yaml' is no logo for all formats"),
        ("../x.png", "'../x.png' leads out of"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_told(
    logo: str, expected: str, workspace: Workspace
) -> None:
    workspace.deck(FACTS)
    text = (HEAD % ("", "")).replace("school.png", logo)
    (workspace.folder / "a.yaml").write_text(text, encoding="utf-8")
    result = run("--blueprint", "a.yaml")
    assert result.exit_code == 1
    assert expected in said(result)


@pytest.mark.parametrize("flag", [("--items", "9"), ("--types", "short")])
def test_a_flag_that_a_blueprint_would_ignore_is_wrong_usage(
    flag: tuple[str, str], workspace: Workspace
) -> None:
    workspace.deck(FACTS)
    (workspace.folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    result = run("--blueprint", "a.yaml", *flag)
    assert result.exit_code == 2
    assert f"{flag[0]} is for a paper without a blueprint" in said(result)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("type: short", "type: shrt", "10:12: error: there is no question type 'shrt'; did you"),
        ("decks: [small]", "decks: [smal]", "10:37: error: there is no deck 'smal'; did you mean"),
        ("points: 2", "facts: [small/x]", "there is no fact 'small/x'"),
        ("points: 2", "tags: [x]", "there is no fact with the tag 'x'"),
        (
            "vary: items",
            "vary: colour",
            "6:7: error: 'vary' is 'colour'; write one of order,",
        ),
        ("items: 2, points", "itmes: 2, points", "unknown key 'itmes'; did you mean 'items'?"),
        ("time: 15", "time: long", "'time' is text; write a whole number"),
        ("sections:", "sections: []\nother:", "unknown key 'other'"),
        ("id: a-test", "id: A test", "use a-z, 0-9 and single hyphens"),
        ("blueprint: A test", "blueprint: [", "yaml-syntax"),
    ],
)
def test_a_wrong_blueprint_is_told_with_its_place(
    old: str, new: str, expected: str, workspace: Workspace
) -> None:
    workspace.deck(FACTS)
    path = workspace.folder / "a.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    result = run("--blueprint", "a.yaml")
    assert result.exit_code == 1, result.output
    assert expected in said(result)
    assert "Traceback" not in result.output


def test_a_blueprint_that_is_not_there(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    result = run("--blueprint", "none.yaml")
    assert result.exit_code == 1
    assert "the blueprint cannot be read" in result.output


@pytest.mark.slow
def test_a_section_leaves_room_to_work_in_above_each_answer(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    text = HEAD.replace("logo: school.png\n", "").replace("title: What *was* it?", "working: 6")
    (workspace.folder / "a.yaml").write_text(text % ("", ""), encoding="utf-8")
    result = run("--blueprint", "a.yaml", "--to", "html,json,docx")
    assert result.exit_code == 0, result.output
    folder = workspace.out / "quiz" / "a-test"
    page = (folder / "A-worksheet.html").read_text(encoding="utf-8")
    assert page.count('class="working writing" style="--lines: 6"') == 4
    assert "working" not in (folder / "A-key.html").read_text(encoding="utf-8").split("<body")[1]
    spaces = [
        paragraph.paragraph_format.space_after.pt
        for paragraph in Document(str(folder / "A-worksheet.docx")).paragraphs
        if not paragraph.text and paragraph.paragraph_format.space_after
    ]
    assert [round(points) for points in spaces] == [round(6 * 2.2 * 11)] * 4
    (workspace.folder / "B.json").write_bytes((folder / "A.json").read_bytes())
    again = run("--form", "B.json", "--to", "html", "--out", "again")
    assert again.exit_code == 0, again.output
    (printed,) = Path("again").rglob("*worksheet.html")
    assert printed.read_text(encoding="utf-8").count("--lines: 6") == 4
