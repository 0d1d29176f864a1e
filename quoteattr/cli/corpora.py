"""Commands on annotated corpora: ``quoteattr evaluate`` and ``train``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoteattr.cli.endings import told
from quoteattr.cli.options import (
    LEARNED_FROM,
    ActsOption,
    ConfidenceOption,
    CorpusName,
    KindsOption,
    LearnedName,
    ModelOption,
    ProcessesOption,
    ProfileOption,
    ReportFormatName,
    SettingsOption,
    WeightsOption,
    make_settings,
)
from quoteattr.cli.whole_files import check_file, open_text
from quoteattr.errors import needing
from quoteattr.settings import EVERY_KIND

if TYPE_CHECKING:
    from quoteattr.evaluation.report.report import Report

_ONLY_FOR = {  # options of `train`, each with the parts that have it
    "--novel": (LearnedName.SPEAKERS, LearnedName.CONFIDENCE),
    "--on-top": (LearnedName.ATTRIBUTION,),
    "--described": (LearnedName.SPEAKERS,),
    "--weights": (LearnedName.CONFIDENCE,),
}


def evaluate(
    corpus: Annotated[CorpusName, typer.Option("--corpus", help="Which corpus it is.")],
    path: Annotated[Path, typer.Argument(help="Its folder, as published.")],
    split: Annotated[str, typer.Option(help="train, dev or test (PolNeAR).")] = "dev",
    only: Annotated[list[str] | None, typer.Option(help="Score this document alone; may be repeated.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Score these extractions (JSONL), make no new ones.")] = None,
    speakers: Annotated[Path | None, typer.Option(help="Gold speakers in JSON (PolNeAR).")] = None,
    gold_attributions: Annotated[
        bool, typer.Option("--gold-attributions", help="Find only the speakers; needs --speakers.")
    ] = False,
    format: Annotated[ReportFormatName, typer.Option("--report", "-f")] = ReportFormatName.TABLE,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    examples: Annotated[int, typer.Option(min=0, help="Mistakes of each class in the table.")] = 3,
    n_process: ProcessesOption = 1,
    kinds: KindsOption = None,
    acts: ActsOption = None,
    profile: ProfileOption = None,
    min_confidence: ConfidenceOption = None,
    settings_file: SettingsOption = None,
    model: ModelOption = None,
    weights: WeightsOption = None,
    cast: Annotated[bool, typer.Option("--cast", help="Give each novel's gold list of characters (PDNC).")] = False,
) -> None:
    """Measure against an annotated corpus: scores, calibration, mistakes by class.

    Takes all kinds and acts; of your own extractions (jsonl) those that they were asked for.
    """
    _check_measured(corpus, speakers, gold_attributions, cast)
    own_kinds, own_acts = (None, None) if settings_file else _asked(corpus, path)
    settings = make_settings(settings_file, kinds or own_kinds, acts or own_acts, profile, min_confidence)
    with told():
        from quoteattr.document.spacy_models import load_model
        from quoteattr.evaluation.gold_attributions import run_given
        from quoteattr.evaluation.run import run

        if output is not None:
            check_file(output)  # before the work, not after it
        nlp = None if predictions else load_model(model)
        if speakers is not None and gold_attributions:
            report = run_given(path, speakers, split=split, only=only or (), nlp=nlp)
        else:
            report = run(
                corpus.value, path, split=split, only=only or (), predictions=predictions, speakers=speakers,
                settings=settings, nlp=nlp, n_process=n_process, weights=weights, cast=cast,
            )  # fmt: skip
        _save(report, format, output, examples)


def _save(report: Report, format: ReportFormatName, output: Path | None, examples: int) -> None:
    from quoteattr.cli.console import console
    from quoteattr.evaluation.report.page import as_html
    from quoteattr.evaluation.report.report import as_json
    from quoteattr.evaluation.report.terminal import print_report

    with open_text(output) as stream:
        if format == ReportFormatName.TABLE:
            print_report(report, console(stream), examples=examples)
        else:
            print(as_json(report) if format == ReportFormatName.JSON else as_html(report), file=stream)


def _check_measured(corpus: CorpusName, speakers: Path | None, gold_attributions: bool, cast: bool) -> None:
    """Refuse what a corpus does not have.

    Raises:
        typer.BadParameter: it has no gold speakers, or no lists of characters.
    """
    if gold_attributions and (speakers is None or corpus != CorpusName.POLNEAR):
        raise typer.BadParameter("--gold-attributions needs PolNeAR and --speakers FILE")
    if cast and corpus != CorpusName.PDNC:
        raise typer.BadParameter("--cast needs PDNC: no other corpus has lists of characters")


def _asked(corpus: CorpusName, path: Path) -> tuple[list[str], list[str]]:
    """The kinds and acts that a corpus marks."""
    if corpus != CorpusName.JSONL:
        return sorted(EVERY_KIND), ["all"]
    with told():
        from quoteattr.evaluation.corpora.corrected import asked_in

        return asked_in(path)


def train(
    part: Annotated[LearnedName, typer.Argument(help="What to learn.")],
    corpora: Annotated[
        list[CorpusName],
        typer.Option(
            "--corpus",
            help="polnear, passages, gum, jsonl (your corrected extractions) for attribution; pdnc and passages "
            "for speakers and for confidence; litbank, gum and passages for coreference.",
        ),
    ],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Where it is; as many as there are --corpus.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file of weights to write.")],
    novels: Annotated[list[str] | None, typer.Option("--novel", help="Learn from this novel; may be repeated.")] = None,
    on_top: Annotated[
        bool, typer.Option("--on-top", help="Learn on top of the package's weights: for few texts of your own.")
    ] = False,
    described: Annotated[
        list[Path] | None,
        typer.Option("--described", help="Speakers: passages that teach whom descriptions mean, and nothing else."),
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option(
            "--weights", help="Confidence: of speakers given by the weights in this folder, new to the novels."
        ),
    ] = None,
) -> None:
    """Learn the weights anew; the same corpus gives the same file. Takes minutes to an hour."""
    given = {"--novel": novels, "--on-top": on_top, "--described": described, "--weights": weights}
    _check_learned(part, corpora, paths, [option for option, value in given.items() if value])
    with told():
        with needing("scipy", "train"):
            import_module("scipy")
        output.parent.mkdir(parents=True, exist_ok=True)  # before the work, not after it
        check_file(output)
        sources = list(zip(corpora, paths, strict=True))
        if part == LearnedName.ATTRIBUTION:
            _learn_attribution(sources, output, on_top)
        else:
            _learn_speakers(part, sources, output, novels or (), described or (), weights)


def _check_learned(
    part: LearnedName, corpora: Sequence[CorpusName], paths: Sequence[Path], options: Sequence[str]
) -> None:
    """Refuse what does not go together.

    Raises:
        typer.BadParameter: a part is not learned from a corpus, or has not one of the options.
    """
    for corpus in corpora:
        if corpus not in LEARNED_FROM[part]:
            raise typer.BadParameter(f"{part.value} is not learned from {corpus.value}", param_hint="--corpus")
    if len(corpora) != len(paths):
        raise typer.BadParameter("name each corpus and its path: --corpus polnear PATH --corpus jsonl PATH")
    once = [corpus for corpus in corpora if corpus != CorpusName.PASSAGES]  # passages may lie in several folders
    is_whole = {*corpora} == {*LEARNED_FROM[part]} and len({*once}) == len(once)
    if part != LearnedName.ATTRIBUTION and not is_whole:
        needed = " ".join(f"--corpus {corpus.value} PATH" for corpus in LEARNED_FROM[part])
        raise typer.BadParameter(f"{part.value} is learned from {needed} together")
    for option in options:
        if part not in _ONLY_FOR[option]:
            parts = " and ".join(each.value for each in _ONLY_FOR[option])
            raise typer.BadParameter(f"{option} is for {parts}, not for {part.value}; leave it out")


def _learn_attribution(sources: Sequence[tuple[CorpusName, Path]], output: Path, on_top: bool) -> None:
    from quoteattr.analysis import load_models
    from quoteattr.training import attribution

    read = [attribution.read_corpus(corpus.value, path) for corpus, path in sources]
    attribution.train(read, output, load_models().attribution if on_top else None)


def _learn_speakers(
    part: LearnedName,
    sources: Sequence[tuple[CorpusName, Path]],
    output: Path,
    novels: Sequence[str],
    described: Sequence[Path],
    weights: Path | None,
) -> None:
    from quoteattr.training import coreference, dialogue, speaker_confidence

    at = dict(sources)
    passages = [path for corpus, path in sources if corpus == CorpusName.PASSAGES]
    if part == LearnedName.COREFERENCE:
        coreference.train(at[CorpusName.LITBANK], at[CorpusName.GUM], passages, output)
    elif part == LearnedName.CONFIDENCE:
        speaker_confidence.train(passages, output, at[CorpusName.PDNC], novels, weights)
    else:
        dialogue.train(at[CorpusName.PDNC], passages, output, novels, described)
