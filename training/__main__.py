"""``python -m training --corpus DIR --out kg/weights``: from corpus to shipped files."""
from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--checkpoints", type=Path, default=Path("checkpoints"))
    parser.add_argument("--minutes", type=float, default=100.0)
    parser.add_argument("--epochs", type=float, default=8.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")

    import torch
    import torch.distributed as dist

    from kg.attribution_windows import Pieces
    from training.corpus import read_articles
    from training.fit import Recipe, fit
    from training.network import pretrained

    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        dist.init_process_group("gloo")
        torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    articles = read_articles(arguments.corpus / "train.jsonl")
    fit(pretrained(arguments.encoder / "model.safetensors"), articles, Pieces(arguments.encoder / "tokenizer.json"),
        Recipe(minutes=arguments.minutes, epochs=arguments.epochs, seed=arguments.seed), arguments.checkpoints)


if __name__ == "__main__":
    main()
