"""From corpus to shipped files: ``python -m training --corpus DIR --encoder DIR --out kg/weights``.

Stages: fit (goes on from the last checkpoint), export, tune on the development articles, tables for the model card.
Start it once for each process with RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT set to train on several cores.
"""

from __future__ import annotations

import argparse
import logging
import os
from dataclasses import replace
from pathlib import Path

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
    parser.add_argument("--version", default="1", help="of the weights, for the manifest")
    parser.add_argument(
        "--given",
        nargs="+",
        default=[],
        metavar="NAME=NUMBER",
        help="decoding numbers that are not to be chosen on dev",
    )
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if not arguments.from_checkpoint:
        train(arguments)
    if int(os.environ.get("RANK", "0")) == 0:
        release(arguments)


def train(arguments: argparse.Namespace) -> None:
    """Fit the network; the result is ``final.pt`` among the checkpoints."""
    import torch
    import torch.distributed as dist

    from kg.attribution_model.windows import Pieces
    from training.corpus import read_articles
    from training.fit import GOING_ON, Recipe, fit, save
    from training.network import pretrained
    from training.restore import restore

    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        dist.init_process_group("gloo")
        torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    network = pretrained(arguments.encoder / "model.safetensors")
    recipe = Recipe(minutes=arguments.minutes, epochs=arguments.epochs, seed=arguments.seed)
    if arguments.start:
        restore(network, arguments.start)
        recipe = replace(recipe, **GOING_ON)
        arguments.checkpoints.mkdir(parents=True, exist_ok=True)
        save(arguments.checkpoints / "start.pt", averaged=network.state_dict())
    fit(
        network,
        read_articles(arguments.corpus / "train.jsonl"),
        Pieces(arguments.encoder / "tokenizer.json"),
        recipe,
        arguments.checkpoints,
    )


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
    network = Network()
    network.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
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
