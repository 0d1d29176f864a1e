"""Commands on annotated corpora: ``quoteattr evaluate`` and ``train``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

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
from quoteattr.errors import needing
from quoteattr.settings import EVERY_KIND


# Long because each option is a parameter here, and only this command has most of them.
def evaluate(
    corpus: Annotated[CorpusName, typer.Option("--corpus", help="Which corpus it is.")],
    path: Annotated[Path, typer.Argument(help="Its folder, as published.")],
    split: Annotated[str, typer.Option(help="train, dev or test (PolNeAR).")] = "dev",
    only: Annotated[list[str] | None, typer.Option(help="Score this document alone; may be repeated.")] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score these extractions (JSONL) instead of new ones.")
    ] = None,
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
    if not settings_file:
        own_kinds, own_acts = _asked(corpus, path)
        kinds, acts = kinds or own_kinds, acts or own_acts
    settings = make_settings(settings_file, kinds, acts, profile, min_confidence)
    if cast and corpus != CorpusName.PDNC:
        raise typer.BadParameter("--cast needs PDNC: no other corpus has lists of characters")
    with told():
        from quoteattr.cli.console import console
        from quoteattr.cli.whole_files import open_text
        from quoteattr.document.spacy_models import load_model
        from quoteattr.evaluation.report.page import as_html
        from quoteattr.evaluation.report.report import as_json
        from quoteattr.evaluation.report.terminal import print_report
        from quoteattr.evaluation.run import run

        nlp = None if predictions else load_model(model)
        if gold_attributions:
            from quoteattr.evaluation.gold_attributions import run_given

            if speakers is None or corpus != CorpusName.POLNEAR:
                raise typer.BadParameter("--gold-attributions needs PolNeAR and --speakers FILE")
            report = run_given(path, speakers, split=split, only=only or (), nlp=nlp)
        else:
            report = run(
                corpus.value, path, split=split, only=only or (), predictions=predictions, speakers=speakers,
                settings=settings, nlp=nlp, n_process=n_process, weights=weights, cast=cast,
            )  # fmt: skip
        with open_text(output) as stream:
            if format == ReportFormatName.TABLE:
                print_report(report, console(stream), examples=examples)
            else:
                print(as_json(report) if format == ReportFormatName.JSON else as_html(report), file=stream)


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
    _check_learned(part, corpora, paths, on_top=on_top, novels=novels)
    if weights and part != LearnedName.CONFIDENCE:
        raise typer.BadParameter("--weights is for confidence", param_hint="--weights")
    if described and part != LearnedName.SPEAKERS:
        raise typer.BadParameter("--described is for speakers", param_hint="--described")
    with told():
        with needing("scipy", "train"):
            import_module("scipy")
        from quoteattr.training import attribution, coreference, dialogue, speaker_confidence

        output.parent.mkdir(parents=True, exist_ok=True)  # before the work, not after it
        at = dict(zip(corpora, paths, strict=True))
        passages = [path for corpus, path in zip(corpora, paths, strict=True) if corpus == CorpusName.PASSAGES]
        if part == LearnedName.ATTRIBUTION:
            from quoteattr.analysis import load_models

            pairs = zip(corpora, paths, strict=True)
            read = [attribution.read_corpus(corpus.value, path) for corpus, path in pairs]
            attribution.train(read, output, load_models().attribution if on_top else None)
        elif part == LearnedName.COREFERENCE:
            coreference.train(at[CorpusName.LITBANK], at[CorpusName.GUM], passages, output)
        elif part == LearnedName.CONFIDENCE:
            speaker_confidence.train(passages, output, at[CorpusName.PDNC], novels or (), weights)
        else:
            dialogue.train(at[CorpusName.PDNC], passages, output, novels or (), described or ())


def _check_learned(
    part: LearnedName, corpora: list[CorpusName], paths: list[Path], *, on_top: bool, novels: list[str] | None
) -> None:
    """Refuse what does not go together.

    Raises:
        typer.BadParameter: a part is not learned from a corpus, or not so.
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
    if part != LearnedName.ATTRIBUTION and on_top:
        raise typer.BadParameter("only attribution is learned on top")
    if part in (LearnedName.ATTRIBUTION, LearnedName.COREFERENCE) and novels:
        raise typer.BadParameter("--novel chooses what speakers and confidence are learned from")
