"""What quizgen costs beside its peers, and how fair its items are: ``make bench``.

python -m benchmarks [speed] [peers] [fairness] [cost] [forms] [web] [drawn]
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.drawn import drawn
from benchmarks.generated import decks, write
from benchmarks.guesser import STRATEGIES, Score, scores
from benchmarks.speed import peers, speed
from benchmarks.web import web
from quizgen.assembly import Assembler, Pool
from quizgen.formats.pages import FORM_PAGES
from quizgen.model import Blueprint, Edition, Form, Item, Vary, Wanted
from quizgen.project import Project, load

ROOT = Path(__file__).parents[1]
SMALL, LARGE = 1_000, 10_000
FORMS = 300
REPEATS = 4
SECTIONS = tuple(
    Wanted(type_, count)
    for type_, count in {"truefalse": 4, "choice": 16, "gaps": 4, "short": 16}.items()
)
PAPERS = 30
SUBJECTS = ("europe", "chemistry", "japanese")


def generated(facts: int, folder: Path, seed: int = 1) -> Project:
    """Return a made-up collection of so many facts."""
    write(folder, decks(facts, seed))
    return load(folder)[0]


def guessed(pool: Pool, papers: int = PAPERS) -> list[Score]:
    """Return what the guesser scores on the choice items that papers of so many seeds print."""
    return scores(_printed(pool, papers))


def _printed(pool: Pool, papers: int = PAPERS) -> Iterator[Item]:
    sections = (Wanted("choice", 15), Wanted("odd-one-out", 2))
    for seed in range(papers):
        blueprint = Blueprint("guesser", "", sections, seed)
        yield from Assembler(blueprint, pool, scant=True).form(0).items


def seconds(action: Callable[[], object]) -> float:
    """Return the seconds of this process that an action takes, with the collector at rest."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        action()
        return time.process_time() - begun
    finally:
        gc.enable()


def by_deck(project: Project) -> Iterator[str]:
    """Yield the best of the guesser's strategies on papers of each deck alone."""
    for deck in project.collection.decks:
        pool = Pool(item for item in project.pool.items if item.deck == deck.id)
        asked = any(pool.of_type(type_) for type_ in ("choice", "odd-one-out"))
        if scored := guessed(pool)[: len(STRATEGIES)] if asked else []:
            best = max(scored, key=lambda score: score.gain)
            yield (
                f"  {deck.id:<28} {best.items:>5} items  {best.gain:+5.1f} points"
                f"  ± {best.noise:4.1f} by chance  ({best.strategy})"
            )


def fairness(folder: Path) -> Iterator[str]:
    """Yield the guesser's scores on papers of the shipped decks, other subjects, made-up decks.

    One small deck has too few items to tell a clue from chance, so all of them are counted, too.
    """
    shipped, made_up = load(ROOT / "decks")[0], generated(SMALL, folder / "fair")
    subjects = {p.name: load(p)[0] for p in sorted((ROOT / "tests" / "decks").iterdir())}
    for name, projects in {
        "the shipped decks": [shipped],
        **{name: [subjects[name]] for name in SUBJECTS},
        f"{len(subjects)} small decks of other subjects": subjects.values(),
        "made-up decks": [made_up],
    }.items():
        yield f"\nA test-wise guesser on {PAPERS} papers of {name}"
        for score in scores(item for project in projects for item in _printed(project.pool)):
            yield (
                f"  {score.strategy:<28} {score.items:>5} items  {score.hits:6.1%}"
                f"  chance {score.chance:6.1%}  {score.gain:+5.1f} points"
                f"  ± {score.noise:4.1f} by chance"
            )
    yield f"\nThe best strategy on {PAPERS} papers of each shipped deck alone"
    yield from by_deck(load(ROOT / "decks")[0])


def cost(folder: Path) -> Iterator[str]:
    """Yield how the cost of items and of a form grows with the facts.

    The small figure is the mean of several collections, each new to all caches, as the large is.
    """
    small = [_cost(SMALL, folder, seed) for seed in range(REPEATS + 1)][1:]
    large = _cost(LARGE, folder, REPEATS + 1)
    yield f"\nItems and one form of 40: {SMALL:,} facts (mean of {REPEATS}) and {LARGE:,} facts"
    for name in large:
        one = sum(times[name] for times in small) / REPEATS
        yield f"  {name:<6} {one:8.3f} s  {large[name]:8.3f} s  {large[name] / one:5.1f} times"


def _cost(facts: int, folder: Path, seed: int) -> dict[str, float]:
    """Return the seconds that a collection's items, their pool and a form take, and all three."""
    project = generated(facts, folder / f"{facts}-{seed}", seed)
    blueprint = Blueprint("cost", "", SECTIONS)
    times = {
        "items": seconds(lambda: project.items),
        "pool": seconds(lambda: project.pool.crowding),
        "form": seconds(lambda: Assembler(blueprint, project.pool).form(0)),
    }
    return times | {"all": sum(times.values())}


def forms(folder: Path) -> Iterator[str]:
    """Yield what forms cost beside their pages, and how equal they are."""
    project = load(ROOT / "decks")[0]
    pool, language = project.pool, project.collection.speech
    for vary in Vary:
        made: list[Form] = []
        blueprint = Blueprint("forms", "Forms", SECTIONS, forms=FORMS, vary=vary)

        def assemble(blueprint: Blueprint = blueprint, made: list[Form] = made) -> None:
            assembler = Assembler(blueprint, Pool(pool.items))
            made += map(assembler.form, range(FORMS))

        def render(made: Sequence[Form] = made) -> None:
            for form in made:
                for page in FORM_PAGES.values():
                    page.render(form, Edition(), language)

        assembled, rendered = seconds(assemble), seconds(render)
        levels = [form.difficulty for form in made]
        spread = (max(levels) - min(levels)) / min(levels)
        yield f"\n{FORMS} forms of {len(made[0].items)} items, differing in {vary}"
        yield f"  assembled in {assembled:.2f} s, rendered in {rendered:.2f} s"
        yield f"  mean difficulty {min(levels):.3f} to {max(levels):.3f}: {spread:.1%} apart"
        others = [len({i.id for i in made[0].items} - {i.id for i in f.items}) for f in made[1:]]
        yield f"  items that version A has not: {sum(others) / len(others):.1f} on average"


PARTS = {
    "speed": speed,
    "peers": peers,
    "fairness": fairness,
    "cost": cost,
    "forms": forms,
    "web": web,
    "drawn": drawn,
}


def main() -> None:
    """Print the figures of the parts named, or of all."""
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or PARTS:
            for line in PARTS[name](Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
