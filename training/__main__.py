"""From corpus to shipped files: ``python -m training --corpus DIR --encoder DIR --out kg/weights``.

Stages: fit (goes on from the last checkpoint), export, tune on the development articles, tables for the model card.
Start it once for each process with RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT set to train on several cores.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.fit import Recipe

NAME = "saidgraph-attribution"
log = logging.getLogger("training")


def main() -> None:
    """Parse the command line and run the stages that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, default=Path("weights"), help="folder for the files that ship")
    parser.add_argument("--checkpoints", type=Path, default=Path("checkpoints"))
    parser.add_argument("--start", type=Path, help="folder of released weights that training goes on from")
    parser.add_argument(
        "--from-checkpoint", type=Path, nargs="+", help="export this one, or the mean of these, and train nothing"
    )
    parser.add_argument("--minutes", type=float, default=100.0)
    parser.add_argument("--epochs", type=float, default=8.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--also", type=Path, nargs="+", default=[], help="more documents, from kg extract")
    parser.add_argument("--teacher-encoder", type=Path, help="folder with the model.safetensors teachers begin with")
    parser.add_argument("--fold", help="I/N: train a teacher, without the documents with the numbers I, I + N …")
    parser.add_argument(
        "--teachers", type=Path, nargs="+", default=[], help="final.pt of the folds 0/N, 1/N … in order"
    )
    parser.add_argument("--kept", type=int, nargs="+", help="numbers of the upper layers that are kept, from 0")
    parser.add_argument("--recipe", nargs="+", default=[], metavar="NAME=NUMBER", help="other numbers of the recipe")
    parser.add_argument("--only-train", action="store_true", help="leave it at the checkpoints")
    parser.add_argument("--version", default="1", help="of the weights, for the manifest")
    parser.add_argument(
        "--given",
        nargs="+",
        default=[],
        metavar="NAME=NUMBER",
        help="decoding numbers that are not to be chosen on dev",
    )
    arguments = parser.parse_args()
    if (wrong := mistake(arguments)) is not None:
        parser.error(wrong)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if not arguments.from_checkpoint:
        train(arguments)
    if not arguments.only_train and int(os.environ.get("RANK", "0")) == 0:
        release(arguments)


def mistake(arguments: argparse.Namespace) -> str | None:
    """What the options ask for that cannot be, and what can; None where all is well."""
    if (arguments.fold or arguments.teachers) and not arguments.teacher_encoder:
        return "--fold and --teachers need --teacher-encoder: the folder with the encoder that teachers begin with"
    if arguments.fold and not re.fullmatch(r"\d+/\d+", arguments.fold):
        return f"--fold {arguments.fold}: give I/N, as in 0/4"
    if arguments.device != "cpu" and int(os.environ.get("WORLD_SIZE", "1")) > 1:
        return f"--device {arguments.device} trains in one process: leave WORLD_SIZE unset"
    from training.fit import Recipe

    known = [field.name for field in fields(Recipe)]
    for one in arguments.recipe:
        name, _, number = one.partition("=")
        if name not in known or not re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", number):
            return f"--recipe {one}: give NAME=NUMBER; the names are {', '.join(known)}"
    return None


def train(arguments: argparse.Namespace) -> None:
    """Fit the network; the result is ``final.pt`` among the checkpoints."""
    import torch
    import torch.distributed as dist

    from kg.attribution_model.windows import Pieces
    from training.corpus import read_articles
    from training.fit import fit, save
    from training.network import pretrained
    from training.restore import restore

    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        dist.init_process_group("gloo")
        torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    begun = arguments.teacher_encoder if arguments.fold else arguments.encoder
    network = pretrained(begun / "model.safetensors")
    arguments.checkpoints.mkdir(parents=True, exist_ok=True)
    if arguments.start:
        restore(network, arguments.start)
    if arguments.kept:
        network.thin(arguments.kept)
    if arguments.start:
        save(arguments.checkpoints / "start.pt", averaged=network.state_dict())
    teachers = [pretrained(arguments.teacher_encoder / "model.safetensors") for _ in arguments.teachers]
    for teacher, path in zip(teachers, arguments.teachers, strict=True):
        teacher.load_state_dict(torch.load(path, weights_only=False, map_location="cpu")["averaged"])
    paths = arguments.corpus / "train.jsonl", *arguments.also
    articles = [article for path in paths for article in read_articles(path)]
    if arguments.fold:
        left_out, folds = map(int, arguments.fold.split("/"))
        articles = [article for number, article in enumerate(articles) if number % folds != left_out]
    pieces = Pieces(arguments.encoder / "tokenizer.json")
    fit(network, articles, pieces, recipe_of(arguments), arguments.checkpoints, arguments.device, teachers)


def recipe_of(arguments: argparse.Namespace) -> Recipe:
    """The numbers of this training: by what is trained, and where; those of ``--recipe`` last."""
    from training.fit import GOING_ON, LEARNING, ON_A_GPU, TEACHING, Recipe

    recipe = Recipe(minutes=arguments.minutes, epochs=arguments.epochs, seed=arguments.seed)
    cases = (
        (arguments.start, GOING_ON),
        (arguments.fold, TEACHING),
        (arguments.teachers, LEARNING),
        (arguments.device != "cpu", ON_A_GPU),
    )
    for is_so, numbers in cases:
        recipe = replace(recipe, **numbers) if is_so else recipe
    given = dict(one.split("=") for one in arguments.recipe)
    return replace(recipe, **{name: type(getattr(recipe, name))(float(number)) for name, number in given.items()})


def release(arguments: argparse.Namespace) -> None:
    """Export, tune, and print what the model card says about the result."""
    import torch

    from kg.attribution_model import load
    from kg.attribution_model.decoding import Settings
    from kg.evaluation import read_records
    from training import card
    from training.evaluate import answers, predictions
    from training.export import export, write_manifest
    from training.network import Network
    from training.tune import right_and_score, tune

    chosen = arguments.from_checkpoint or [arguments.checkpoints / "final.pt"]
    states = [torch.load(path, weights_only=False)["averaged"] for path in chosen]
    network = Network.of({name: sum(state[name].cpu() for state in states) / len(states) for name in states[0]})
    learned = Settings(transitions=network.crf.steps())
    export(network, arguments.encoder / "tokenizer.json", arguments.out, learned, NAME, arguments.version)
    gold = read_records(arguments.corpus / "dev.jsonl")
    kept = answers(load(arguments.out), gold)
    given = {name: float(number) for name, _, number in (one.partition("=") for one in arguments.given)}
    settings = tune(kept, gold, learned, given)
    write_manifest(arguments.out, settings, NAME, arguments.version)
    log.info("settings %s", settings)
    found = predictions(kept, gold, settings)
    score, right = right_and_score(gold, found)
    tables = (
        card.score_table(gold, found),
        card.recall_table(gold, found, card.constructions),
        card.publisher_table(gold, found),
        card.calibration_table(right.tolist(), score.tolist()),
    )
    (arguments.out.parent / f"{arguments.out.name}.card.md").write_text(
        "\n\n".join("\n".join(table) for table in tables) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
