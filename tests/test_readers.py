"""Reading: formats, ids, metadata, encodings, folders and globs."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers import READERS, formats, read
from kg.readers.decoding import decode

SEEDS: Final = Path(__file__).parent.parent / "seeds"


def documents(*paths: str | Path, stdin_format: str = "txt") -> list[Document]:
    """Return what `paths` hold, and fail where something in them cannot be read."""
    items = list(read(paths, stdin_format=stdin_format))
    assert not [item for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, Document)]


def split(items: Iterable[Document | Failure]) -> tuple[list[str], list[str]]:
    """Return the ids of the documents and the problems of the failures."""
    found = list(items)
    return (
        [item.id for item in found if isinstance(item, Document)],
        [item.problem for item in found if isinstance(item, Failure)],
    )


def pdf(*lines: str) -> bytes:
    """Return a PDF of one page with `lines` on it."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Title (Harbour report) /Author (Ann Lee) >>",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))
    return out.getvalue()


# formats


def test_samples_are_read_unchanged() -> None:
    """Both samples come with their names as ids, and their text is the file's, byte for byte."""
    found = documents(SEEDS)
    assert [d.id for d in found] == ["000_eda4ccc48dc2a36c.txt", "001_35ae904eb922fa0d.txt"]
    for document in found:
        assert document.text.encode("utf-8") == (SEEDS / document.id).read_bytes()


def test_text_keeps_every_character(tmp_path: Path) -> None:
    """Newlines of all kinds, zero bytes and odd spaces are part of the text; offsets count them."""
    path = tmp_path / "a.txt"
    path.write_bytes("a\r\nb\rc\n\n d\u00a0\0e\u2028f".encode())
    (document,) = documents(path)
    assert document == Document(id="a.txt", text="a\r\nb\rc\n\n d\u00a0\0e\u2028f")


def test_front_matter(tmp_path: Path) -> None:
    """YAML front matter becomes metadata, also under common other names, and the text is the body after it."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\nheadline: 'Quotas: cut'\npublished: 2021-03-03\noutlet: Daily\nlang: en_GB\nx: {a: 1}\n---\n# Cut\n"
    )
    (document,) = documents(path)
    assert document == Document(
        id="a.md", text="# Cut\n", title="Quotas: cut", date="2021-03-03", publisher="Daily", language="en-GB"
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nAnn said no, and left.\n---\nThe end.\n",
        "---\n",
        "--- a dash\nb\n",
        "----\na: b\n---\n",
        "---\r\n" + "a: b\r\n" * 150,  # no end, which took time that doubled with every line
    ],
)
def test_a_rule_is_no_front_matter(tmp_path: Path, text: str) -> None:
    """A line of dashes at the start hides no text."""
    (tmp_path / "a.txt").write_text(text)
    assert documents(tmp_path)[0].text == text


def test_side_file_goes_before_table_and_front_matter(tmp_path: Path) -> None:
    """`NAME.meta.yaml`, then the folder's `metadata.csv`, then the file itself; neither is a document."""
    folder = tmp_path / "sub"
    folder.mkdir()
    (folder / "a.txt").write_text("---\ntitle: own\nauthor: own\nurl: own\n---\nText.")
    (folder / "a.txt.meta.yaml").write_text("title: side\n")
    (folder / "metadata.csv").write_text("file,title,author\na.txt,table,table\n")
    (folder / "b.txt").write_text("Text.")
    (folder / "b.meta.yaml").write_text("date: 3 March 2021\n")
    (tmp_path / "metadata.csv").write_text("path,publisher,author\nsub/a.txt,Root,Root\n")
    first, second = documents(tmp_path)
    assert (first.title, first.author, first.url, first.publisher) == ("side", "table", "own", "Root")
    assert (second.id, second.date) == ("sub/b.txt", "2021-03-03")


def test_html(tmp_path: Path) -> None:
    """Of a web page the main text is taken, with title, date, author, publisher, address and language."""
    (tmp_path / "a.html").write_text(
        '<!DOCTYPE html><html lang="en-GB"><head><title>Quotas cut | Daily</title>'
        '<meta property="og:site_name" content="Daily Courier"><meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2021-03-03T10:00:00Z">'
        '<link rel="canonical" href="https://daily.example/quotas"></head><body><nav><a href="/">Home</a></nav>'
        "<article><h1>Quotas cut</h1><p>The minister said &ldquo;no&rdquo; on Tuesday, and everybody in the room knew "
        "what he meant by it.</p><p>He added that the plan was dead, and nobody disagreed with <b>him</b> on that.</p>"
        "</article><script>alert(1)</script><footer>All rights reserved</footer></body></html>"
    )
    (document,) = documents(tmp_path)
    assert "“no” on Tuesday" in document.text and "dead" in document.text
    assert "alert" not in document.text and "Home" not in document.text
    assert (document.title, document.date, document.author) == ("Quotas cut", "2021-03-03", "Ann Lee")
    assert (document.publisher, document.language) == ("Daily Courier", "en-GB")
    assert document.url == "https://daily.example/quotas"


def test_html_without_dates_gets_none(tmp_path: Path) -> None:
    """No date is guessed from the text, so that the day of reading cannot show."""
    (tmp_path / "a.htm").write_text("<html><body><p>Ann said on 3 March 2021 that she would not go to the harbour.</p>")
    assert documents(tmp_path)[0].date is None


def test_jsonl(tmp_path: Path) -> None:
    """Every line is a document with its own id and metadata; a line without an id gets file and line."""
    rows = [
        {
            "id": "x",
            "text": "One\u2028line.",
            "title": "T",
            "date": "2021-03-03",
            "publisher": "P",
            "url": "u",
            "author": "A",
        },
        {"text": "Two.", "language": "en", "attributions": []},
        {"id": 7, "text": "Three \ud83d\ude00 \udc00."},
    ]
    (tmp_path / "a.jsonl").write_text("\n\n".join(json.dumps(row) for row in rows) + "\n")
    first, second, third = documents(tmp_path)
    assert first == Document(
        id="x", text="One\u2028line.", title="T", date="2021-03-03", publisher="P", url="u", author="A"
    )
    assert second == Document(id="a.jsonl#3", text="Two.", language="en")
    assert third == Document(id="7", text="Three 😀 \ufffd.")


def test_side_file_fills_the_gaps_of_a_table(tmp_path: Path) -> None:
    """Where one file holds many documents, their own columns go before the side file."""
    (tmp_path / "a.ndjson").write_text('{"id": "1", "text": "A.", "publisher": "Own"}\n{"id": "2", "text": "B."}\n')
    (tmp_path / "a.ndjson.meta.yaml").write_text("publisher: Side\n")
    assert [d.publisher for d in documents(tmp_path)] == ["Own", "Side"]


@pytest.mark.parametrize(("name", "cut"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables(tmp_path: Path, name: str, cut: str) -> None:
    """Comma, semicolon and tab separated tables; quoted cells keep their newlines; rows without id get the line."""
    rows = ["ID|Text|Publisher", 'r1|"He said: ""no"", and\nleft."|Daily', "|Second.|"]
    (tmp_path / name).write_text("\n".join(rows).replace(",", "%").replace("|", cut).replace("%", ",") + "\n")
    first, second = documents(tmp_path)
    assert (first.id, first.text, first.publisher) == ("r1", 'He said: "no", and\nleft.', "Daily")
    assert (second.id, second.text, second.publisher) == (f"{name}#4", "Second.", None)


def test_pdf(tmp_path: Path) -> None:
    """A PDF gives the text of its pages and its title, and no date."""
    (tmp_path / "a.pdf").write_bytes(pdf("The minister said no.", "He left."))
    (document,) = documents(tmp_path)
    assert document.text == "The minister said no.\nHe left."
    assert (document.title, document.author, document.date) == ("Harbour report", "Ann Lee", None)


def test_docx(tmp_path: Path) -> None:
    """A DOCX gives paragraphs and table cells in order."""
    import docx

    document = docx.Document()
    document.add_paragraph("Ann said no.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("Bo agreed.")
    document.core_properties.title = "Minutes"
    document.save(str(tmp_path / "a.docx"))
    (found,) = documents(tmp_path)
    assert found.text == "Ann said no.\nleft\nright\nBo agreed."
    assert (found.title, found.date) == ("Minutes", None)


@pytest.mark.parametrize(("suffix", "package", "extra"), [(".pdf", "pypdf", "pdf"), (".docx", "docx", "docx")])
def test_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, package: str, extra: str) -> None:
    """Without its library a format's failure names the command that installs it."""
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / f"a{suffix}").write_bytes(pdf("x"))
    _, (problem,) = split(read([tmp_path]))
    assert f"pip install 'saidgraph[{extra}]'" in problem


@pytest.mark.parametrize(
    ("name", "data", "identity"),
    [("txt", b"Ann said no.", "stdin"), ("jsonl", b'{"text": "Ann said no."}\n', "stdin#1")],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, identity: str) -> None:
    """`-` is standard input, in the format that was named."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert documents("-", stdin_format=name) == [Document(id=identity, text="Ann said no.")]


def test_unknown_stdin_format() -> None:
    """An unknown format raises at once and lists the known ones."""
    with pytest.raises(ReadError, match="unknown format 'jsnol'; did you mean 'jsonl'"):
        read(["-"], stdin_format="jsnol")


# files and ids


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"This is {name}.")


def test_folders_are_searched_to_the_bottom(tmp_path: Path) -> None:
    """Ids are paths below the folder; hidden files, unknown formats and metadata are passed over."""
    tree(tmp_path, "b.txt", "a/z.MD", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "image.png", "Makefile", "~$x.docx")
    assert [d.id for d in documents(tmp_path)] == ["a/b/c.txt", "a/z.MD", "b.txt"]


def test_links_in_folders_are_passed_over(tmp_path: Path) -> None:
    """A link leads out of the folder or to a file that is found anyway; a link that was named is followed."""
    tree(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert [d.id for d in documents(tmp_path / "in")] == ["a.txt"]
    assert [d.id for d in documents(tmp_path / "in" / "link.txt")] == ["link.txt"]


def test_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are paths below the fixed part of the glob; a file whose name holds a bracket is not a glob."""
    tree(tmp_path, "d/a.txt", "d/e/b.txt", "d/c.png", "x[1].txt")
    monkeypatch.chdir(tmp_path)
    assert [d.id for d in documents("d/**/*")] == ["a.txt", "e/b.txt"]
    assert [d.id for d in documents("*/*.txt")] == ["d/a.txt"]
    assert [d.id for d in documents("x[1].txt")] == ["x[1].txt"]


def test_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    """Any order of files, folders and repetitions gives the same documents in the same order."""
    tree(tmp_path, "b.txt", "a.txt", "sub/c.txt", "sub/d/e.txt", "f.md")
    paths: list[str | Path] = [
        tmp_path,
        tmp_path / "sub",
        tmp_path / "b.txt",
        tmp_path / "sub" / "c.txt",
        str(tmp_path / "*.md"),
    ]
    first = list(read(paths))
    assert [d.id for d in first if isinstance(d, Document)] == ["a.txt", "b.txt", "f.md", "sub/c.txt", "sub/d/e.txt"]
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        assert list(read(paths)) == first


def test_two_documents_with_one_id(tmp_path: Path) -> None:
    """The second in order is a failure that names both and says what to do."""
    tree(tmp_path, "x/a.txt", "y/a.txt")
    items = list(read([tmp_path / "y" / "a.txt", tmp_path / "x" / "a.txt"]))
    assert isinstance(items[0], Document) and isinstance(items[1], Failure)
    assert items[1].where == str(tmp_path / "y" / "a.txt")
    assert str(tmp_path / "x" / "a.txt") in items[1].problem and "rename" in items[1].problem


def test_ids_hold_no_absolute_path(tmp_path: Path) -> None:
    """However a file is named, its id does not tell where the machine keeps it."""
    tree(tmp_path, "s/a.txt")
    for path in (
        tmp_path,
        tmp_path / "s",
        tmp_path / "s/a.txt",
        tmp_path / "*/*.txt",
        os.path.relpath(tmp_path / "s/a.txt"),
    ):
        for document in documents(path):
            assert document.id in ("a.txt", "s/a.txt")


def test_readers_table() -> None:
    """Every format of the README is a line of the table, whose function exists."""
    assert formats()[:10] == ["txt", "md", "html", "htm", "jsonl", "ndjson", "csv", "tsv", "pdf", "docx"]
    assert formats()[10:14] == ["jsonl.gz", "ndjson.gz", "jsonl.zst", "ndjson.zst"]
    assert formats()[14:] == ["parquet", "warc", "warc.gz", "wet.gz"]
    from importlib import import_module

    for reader in READERS.values():
        module, name = reader.function.split(":")
        assert callable(getattr(import_module(module), name))


def test_importing_the_readers_is_light() -> None:
    """The command line may look at the table without paying for any library."""
    heavy = "trafilatura charset_normalizer pypdf docx yaml lxml ftfy spacy rdflib warcio pyarrow zstandard".split()  # noqa: SIM905
    code = f"import sys, kg.readers; print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# encodings

WESTERN: Final = [
    "“We won’t go,” she said — at Café Noir.",
    "Le président a déclaré : « Nous étions prêts. »",
    "Die Kanzlerin sagte, Österreich müsse prüfen, ob die Maßnahmen größer ausfallen.",
    "El señor Muñoz afirmó: «No habrá más recortes».",
    "Statsministeren sa at Ålesund får støtte, og at kåringen er over.",
    "It’s £5m, not €5m",
    "naïve",
]
CHINESE: Final = [
    "外交部发言人表示，中方坚决反对美方的做法。",
    "记者问：贵方有何评论？",
    "新华社北京3月3日电",
    "Xi Jinping（习近平）said so.",
    "稀土價格（繁體）上漲",
    "“稀土”",
]
CYRILLIC: Final = ["Министр сказал, что решение принято вчера вечером."]


UNICODE: Final = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
AMBIGUOUS: Final = "“稀土”"  # in UTF-16 without a mark these few bytes are UTF-8 as well


def writable(text: str, encoding: str) -> bool:
    """Return whether `text` can be written in `encoding`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return not (text == AMBIGUOUS and encoding.startswith("utf-16-"))


ENCODED: Final = [
    (text, encoding)
    for texts, encodings in ((WESTERN, [*UNICODE, "cp1252", "latin-1"]), (CHINESE, [*UNICODE, "gb18030"]))
    for text in texts
    for encoding in encodings
    if writable(text, encoding)
]


@pytest.mark.parametrize("count", [1, 3, 400])
@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_encodings(text: str, encoding: str, count: int) -> None:
    """Short and long news text comes back whole from every encoding it can be written in."""
    whole = f"{text}\n" * count
    assert decode(whole.encode(encoding)) == whole


def test_number_of_encoded_texts() -> None:
    """The list above has not shrunk, and has every encoding in it."""
    assert len(ENCODED) >= 75
    assert {encoding for _, encoding in ENCODED} == {*UNICODE, "cp1252", "latin-1", "gb18030"}


@pytest.mark.parametrize("text", CYRILLIC)
def test_other_encodings(text: str) -> None:
    """Encodings beyond the five are found where the text is long enough."""
    assert decode(f"{text}\n".encode("cp1251") * 20) == f"{text}\n" * 20


def test_far_accents_count() -> None:
    """What decides may stand anywhere: here behind a megabyte of plain letters."""
    text = "The minister said no. " * 50_000 + "Café “Noir” über alles."
    assert decode(text.encode("cp1252")) == text


def test_utf8_with_a_few_broken_bytes() -> None:
    """A broken byte in a long UTF-8 text becomes U+FFFD, and does not turn the rest into mojibake."""
    data = ("Été à Noël, déjà vécu. " * 50).encode("utf-8")
    assert decode(data + b"\xff") == data.decode("utf-8") + "\ufffd"
    assert decode(data + "é".encode()[:1]).endswith("\ufffd")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("gb2312", "gb18030"), ("nonsense", "cp1252")],
)
def test_declared_encodings_of_pages(tmp_path: Path, declared: str, encoding: str) -> None:
    """A page's declaration is believed where it fits, and not where it is wrong or unknown."""
    text = (
        "外交部发言人表示，中方坚决反对美方的做法。"
        if encoding == "gb18030"
        else "“We won’t go,” she said at Café Noir."
    )
    page = f'<html><head><meta charset="{declared}"></head><body><article><p>{text}</p></article></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    assert text in documents(tmp_path)[0].text
