"""A paper: its blueprint from flags or a file, its forms, checked, and the files of each."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import assert_never

from quizgen.assembly import Assembler
from quizgen.assembly.mixture import capacities, mixed
from quizgen.checks.forms.answer_given_away import ANSWER_GIVEN_AWAY
from quizgen.checks.stages.files import NO_FILE
from quizgen.checks.stages.papers import EMPTY_PAPER, LOST_SOUND, SHORT_BLUEPRINT
from quizgen.checks.table import check_form
from quizgen.diagnostics import Diagnostic, Position, Problems, counted, has_errors, in_order
from quizgen.facts import Collection
from quizgen.formats import (
    BROWSED,
    FORM_MEDIA,
    FormMedium,
    PageMedium,
    outcomes_in,
    pictures,
    pieces,
)
from quizgen.formats.codes import code_of
from quizgen.formats.data.edited import read_form
from quizgen.formats.documents import glyphs
from quizgen.formats.exchange.outcome import as_errors, losses_suffix, report
from quizgen.formats.pages import FORM_PAGES
from quizgen.language import Language
from quizgen.model import Blueprint, Directions, Edition, Form, Layout, Level, Wanted
from quizgen.output import File
from quizgen.project import Project
from quizgen.reading.blueprints import (
    NO_PLACE,
    Earlier,
    Keys,
    blueprint_of,
    no_paper,
    read_blueprint,
)
from quizgen.reading.plans import LOOK, written_flag
from quizgen.records import dataclass
from quizgen.text import plain
from quizgen.theme import USUAL as USUAL_LOOK
from quizgen.theme import Theme
from quizgen.user_files import LARGEST_TEXT, UnreadableError, read

USUAL = 20
"""Items of a paper where nobody says how many."""
NOT_CONTENT = frozenset({"seed", "forms", "editions", *LOOK})
"""Keys that do not change which questions a paper has, and the seed, which is told anyhow."""
LONGEST_ID = 64
"""Characters of the name of a paper that is made of the names of its decks."""
FEWER = "ask for fewer, for more decks or levels, or write more facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is asked of a paper beside a blueprint; what is empty is left to the blueprint.

    ``items`` and ``types`` make a blueprint where there is none; where there is one, ``decks``,
    ``levels`` and ``tags`` go before those of each of its sections. ``keys`` are those of a
    blueprint, with their values as in YAML: text, tuples of text, mappings.
    """

    decks: tuple[str, ...] = ()
    items: int = USUAL
    types: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    tags: tuple[str, ...] = ()
    keys: Keys = field(default_factory=dict)


def planned(
    project: Project, wishes: Wishes, path: Path | None = None, earlier: Earlier = no_paper
) -> Blueprint:
    """Return the blueprint in a file, or one made of wishes; wishes go before the file.

    ``earlier`` returns the facts of an earlier paper by its code.

    Raises:
        Problems: when the file is wrong, or a wish.
        UnknownDeckError: when there is no such deck.

    """
    keys, collection = wishes.keys, project.collection
    if path:
        blueprint, problems = read_blueprint(path, collection, keys, earlier)
    else:
        own = _mixture(project, wishes)
        blueprint, problems = blueprint_of(own, collection, keys, earlier)
    if blueprint is None:
        raise Problems(problems)
    sections = (_narrowed(section, wishes) for section in blueprint.sections)
    return replace(
        blueprint,
        sections=tuple(_in_its_language(section, project) for section in sections),
        command=_command(wishes, blueprint.seed, path),
    )


def _narrowed(section: Wanted, wishes: Wishes) -> Wanted:
    return replace(
        section,
        decks=wishes.decks or section.decks,
        tags=wishes.tags or section.tags,
        levels=wishes.levels or section.levels,
    )


def _command(wishes: Wishes, seed: int, path: Path | None) -> str:
    """Return the command that makes the forms of a blueprint again.

    How many forms there are, how they look, where they go and in which formats is left out: the
    questions are the same.
    """
    words = ["quizgen", "quiz", *wishes.decks]
    file = path and (path.name if path.is_absolute() else path.as_posix())
    words += ["--blueprint", file] if file else ["--items", str(wishes.items)]
    for flag, names in (("types", wishes.types), ("level", wishes.levels), ("tags", wishes.tags)):
        words += [f"--{flag}", ",".join(names)] if names else []
    for key, value in wishes.keys.items():
        words += [] if key in NOT_CONTENT else written_flag(key, value)
    return shlex.join((*words, "--seed", str(seed)))


def _in_its_language(section: Wanted, project: Project) -> Wanted:
    """Return a section that takes items of translations only where it names them."""
    decks = project.collection.decks
    if section.decks or section.facts or not any(deck.base for deck in decks):
        return section
    return replace(section, decks=tuple(deck.id for deck in decks if not deck.base))


def _mixture(project: Project, wishes: Wishes) -> Keys:
    """Return the keys of a paper of so many items, evenly of the types named, or of the usual."""
    titles = [deck.deck for deck in project.chosen(wishes.decks)] if wishes.decks else []
    source = Wanted("", 0, wishes.decks, wishes.tags, wishes.levels)
    source = _in_its_language(source, project)
    sections = mixed(wishes.items, wishes.types, source, project.pool)
    if not sections:
        raise Problems([_nothing(project)])
    return {
        "blueprint": " · ".join(titles) or project.collection.title,
        "id": "-".join(wishes.decks)[:LONGEST_ID].rstrip("-") or "quiz",
        "sections": tuple({"type": s.type, "items": str(s.items)} for s in sections),
    }


def assembler(project: Project, blueprint: Blueprint) -> Assembler:
    """Return what makes the forms of a blueprint; a section takes what there is.

    Raises:
        Problems: when there is not a single item for it.

    """
    assembled = Assembler(blueprint, project.pool, scant=True)
    if not any(assembled.selection.items):
        place = next((s.position for s in blueprint.sections if s.position), NO_PLACE)
        has_bank = any(section.bank for section in blueprint.sections)
        raise Problems([replace(_nothing(project, has_bank=has_bank), position=place)])
    return assembled


def _nothing(project: Project, *, has_bank: bool = False) -> Diagnostic:
    """Return what is said of a paper without a question."""
    hint = "ask for other decks, levels, tags or types: 'quizgen list' shows what there is"
    if any(item.is_heard for item in project.pool.items):
        hint = "what asks about a sound is for a section with 'listening: yes'; " + hint
    if has_bank:
        hint = "leave out 'bank: yes', which needs words of other facts to mix in; or " + hint
    return Diagnostic(NO_PLACE, EMPTY_PAPER, "there is no question for this paper", hint)


def shortages(project: Project, assembled: Assembler, wishes: Wishes) -> tuple[Diagnostic, ...]:
    """Return what a paper lacks of what was wanted: of each section, or of all that flags ask."""
    blueprint = assembled.blueprint
    sections = [
        Diagnostic(shortage.wanted.position or NO_PLACE, SHORT_BLUEPRINT, str(shortage), FEWER)
        for shortage in assembled.selection.shortages
    ]
    sections += _not_included(assembled)
    sections += _not_asked_back(assembled, wishes)
    total = sum(map(len, assembled.selection.items))
    if sections or any(s.position for s in blueprint.sections) or total >= wishes.items:
        return tuple(sections)
    kinds = " of these types" if wishes.types else ""
    message = f"{total} of {counted(wishes.items, 'question')}: no more{kinds} fit one paper"
    source = Wanted("", 0, wishes.decks, wishes.tags, wishes.levels)
    alone = capacities(source, wishes.items, project.pool)
    richest = max(alone, key=lambda type_: alone[type_])
    more = f"'--types {richest}' gives {alone[richest]}; " if alone[richest] > total else ""
    return (Diagnostic(NO_PLACE, SHORT_BLUEPRINT, message, more + FEWER),)


def _not_included(assembled: Assembler) -> Iterator[Diagnostic]:
    """Yield what a paper was to hold in any case, and does not."""
    items = [item for section in assembled.selection.items for item in section]
    there = {id_ for item in items for id_ in (item.id, *item.facts)}
    for id_ in assembled.blueprint.include:
        if id_ not in there:
            message = f"'{id_}' is not on the paper: no section has a question of it that fits"
            hint = "add a section of one of its types, which 'quizgen show' names"
            yield Diagnostic(NO_PLACE, SHORT_BLUEPRINT, message, hint)


def _not_asked_back(assembled: Assembler, wishes: Wishes) -> Iterator[Diagnostic]:
    """Yield that no question asks back, where it was said that some are to."""
    asked = assembled.blueprint.directions
    if "direction" not in wishes.keys or asked is Directions.FORWARD:
        return
    if not any(item.is_reverse for section in assembled.selection.items for item in section):
        message = "no question on the paper asks back: there is none that fits"
        hint = "say in the deck what is asked back: 'anki: {reverse: yes}', or 'back' of a column"
        yield Diagnostic(NO_PLACE, SHORT_BLUEPRINT, message, hint)


def edited(project: Project, path: Path) -> tuple[Form, Edition]:
    """Return the form in a file of ``--to json``, edited or not, and how its pages are set.

    Raises:
        Problems: when something in the file is wrong.

    """
    place, speech = path.as_posix(), project.collection.speech
    bank = {item.id: item for item in project.pool.items}
    try:
        paper, problems = read_form(place, read(path, LARGEST_TEXT), bank, speech)
    except (FileNotFoundError, UnreadableError) as error:
        why = error.strerror if isinstance(error, FileNotFoundError) else error
        message = f"the form cannot be read: {why}"
        raise Problems([Diagnostic(Position(place), NO_FILE, message)]) from error
    if paper is None:
        raise Problems(in_order(problem.as_error for problem in problems))
    form, look, code = paper
    if code_of(form) == code:
        return form, look
    return replace(form, command=shlex.join(("quizgen", "quiz", "--form", path.name))), look


def language_of(papers: Iterable[Form], collection: Collection) -> Language:
    """Return the language of some forms: that of their items if all have one, or the usual one."""
    origins = {item.origins[0].foreign: item.language for form in papers for item in form.items}
    tags = list(origins)
    return origins[tags[0]] if len(tags) == 1 and tags[0] else collection.speech


def checked(
    papers: Iterable[Form], blueprint: Blueprint, *, is_edited: bool = False
) -> tuple[Diagnostic, ...]:
    """Return the warnings about some forms, each once.

    Which questions stand together on a paper that was edited by hand (``is_edited``) is for whoever
    did it to say: that one gives another away is told, and stops nothing.

    Raises:
        Problems: when one of them has an error.

    """
    problems = (d for form in papers for d in check_form(form, repeat=blueprint.repeat))
    diagnostics = in_order(
        d.as_warning("change one of them, unless it is meant")
        if is_edited and d.code is ANSWER_GIVEN_AWAY
        else d
        for d in problems
    )
    if has_errors(diagnostics):
        raise Problems(diagnostics)
    return diagnostics


def lost(
    project: Project,
    papers: Sequence[Form],
    media: Sequence[str],
    position: Position,
    theme: Theme = USUAL_LOOK,
    *,
    is_strict: bool = False,
) -> tuple[Diagnostic, ...]:
    """Return what some medium cannot hold of some forms; ``position`` is where they are asked for.

    ``theme`` is what they are set in.

    What formats of other programs change is an error if that is wanted (``is_strict``); else it is
    in their reports alone.

    Raises:
        MissingExtra: when a library that one needs is not installed.

    """
    rows = [FORM_MEDIA[name] for name in media]
    losses = tuple(d for form in papers for row in rows for d in row.losses(form))
    if own := project.collection.templates:
        losses += tuple(d for row in rows if isinstance(row, PageMedium) for d in row.unread(own))
    if any(isinstance(row, PageMedium) for row in rows):
        losses += tuple(_unplayed(papers))
    if any(isinstance(row, PageMedium) and row.has_fonts for row in rows):
        losses += tuple(glyphs.in_theme(theme, position))
        losses += tuple(glyphs.in_forms(project.collection, papers, position))
    if is_strict:
        language = language_of(papers, project.collection)
        exported = (o for form in papers for o in outcomes_in(media, form, language).items())
        losses += tuple(d for name, listed in exported for d in as_errors(name, listed))
    return losses


def _unplayed(papers: Iterable[Form]) -> Iterator[Diagnostic]:
    """Yield the questions of some forms with a sound, which no page plays."""
    for item in dict.fromkeys(item for form in papers for item in form.items):
        if item.sounds and LOST_SOUND.name not in item.origins[0].allow:
            message = f"a page plays no sound: {plain(item.stem)}"
            hint = "play it to the class, or ask for '--to web'"
            yield Diagnostic(item.origins[0].locate("media"), LOST_SOUND, message, hint)


def files(
    papers: Sequence[Form],
    media: Sequence[str],
    edition: Edition,
    layouts: Sequence[Layout],
    language: Language,
    *,
    is_divided: bool = False,
) -> Iterator[File]:
    """Yield the files of some forms: each in each medium, and one version map for all."""
    for form in papers:
        yield from files_of_form(form, media, edition, layouts, language, is_divided=is_divided)
    yield from shared_files(papers, media, edition, language)


def files_of_form(
    form: Form,
    media: Sequence[str],
    edition: Edition,
    layouts: Sequence[Layout],
    language: Language,
    *,
    is_divided: bool = False,
    folder: str = "",
) -> Iterator[File]:
    """Yield the files of one form in each medium, in a folder of its paper or in another.

    Worksheets come in each of the layouts; one key serves them all. ``is_divided`` adds a file for
    each item where a format has such files.
    """
    stem = f"{folder or f'quiz/{form.blueprint}'}/{form.label}"
    for name in media:
        match row := FORM_MEDIA[name]:
            case PageMedium():
                yield from _pages(stem, row, form, edition, layouts, language)
            case FormMedium():
                make = partial(row.render, form, edition, language)
                if row.with_outcomes:
                    others = outcomes_in(media, form, language)
                    make = partial(row.with_outcomes, form, edition, language, others)
                yield File(stem + row.suffix, make)
                of_stems = (picture for item in form.items for picture in item.pictures)
                yield from pictures(stem, row, of_stems)
                if is_divided:
                    yield from pieces(stem, row, form, language)
                if row.outcomes:
                    outcomes = row.outcomes(form, language)
                    report_name = stem + losses_suffix(row.suffix)
                    yield File(report_name, partial(report, f"{form.title} {form.label}", outcomes))
            case _:
                assert_never(row)


def files_beside(media: Sequence[str], folder: str) -> Iterator[File]:
    """Yield the files that media need beside those of any form."""
    for row in (FORM_MEDIA[name] for name in media):
        if isinstance(row, FormMedium):
            yield from (File(f"{folder}/{name}", make) for name, make in row.beside.items())


def shared_files(
    papers: Sequence[Form], media: Sequence[str], edition: Edition, language: Language
) -> Iterator[File]:
    """Yield the files that all forms of a paper share: what a medium needs, and a version map."""
    folder = f"quiz/{papers[0].blueprint}"
    rows = [FORM_MEDIA[name] for name in media]
    yield from files_beside(media, folder)
    if not any(row.has_version_map for row in rows):
        return
    own = [row for row in rows if isinstance(row, PageMedium) and row.version_map]
    for row in own or [BROWSED]:
        if row.version_map:
            make = partial(row.version_map, papers, edition, language)
            yield File(f"{folder}/versions{row.suffix}", make)


def _pages(
    stem: str,
    medium: PageMedium,
    form: Form,
    edition: Edition,
    layouts: Sequence[Layout],
    language: Language,
) -> Iterator[File]:
    """Yield the pages of a form that a medium lays out."""
    for name, render in medium.form_pages.items():
        own = FORM_PAGES[name].layouts
        for layout in layouts if len(own) > 1 else own:
            laid_out = replace(edition, layout=layout)
            path = f"{stem}-{name}{layout.suffix}"
            make = partial(render, form, laid_out, language)
            yield File(path + medium.suffix, make)
            if edition.booklet and medium.folded and len(own) > 1:
                folded = partial(medium.folded, make, edition, language)
                yield File(f"{path}-booklet{medium.suffix}", folded)
