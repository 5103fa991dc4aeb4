"""Bad input to the readers: each gives a failure that says what, where and what to do, and the others go on."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest

from clock import loops
from kg.model import Document, Failure
from kg.readers import read

# name and bytes of the file, and what its failure says
BROKEN: Final[list[tuple[str, bytes, str]]] = [
    ("empty.txt", b"", "holds no text"),
    ("blank.txt", b" \n\t\n", "holds no text"),
    ("mark.txt", b"\xef\xbb\xbf", "holds no text"),
    ("empty.jsonl", b"", "holds no text"),
    ("empty.csv", b"", "holds no text"),
    ("header.csv", b"id,text\n", "holds no text"),
    ("empty.html", b"", "holds no text"),
    ("empty.pdf", b"", "holds no text"),
    ("empty.docx", b"", "holds no text"),
    ("hollow.html", b"<html><head></head><body><script>x()</script></body></html>", "holds no main text"),
    ("binary.txt", bytes(range(256)) * 40, "no text but binary data"),
    ("zeros.txt", b"\0" * 5000, "no text but binary data"),
    ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "no text but a PNG image"),
    ("paper.txt", b"%PDF-1.7\n", "no text but a PDF; name it .pdf"),
    ("letter.md", b"PK\x03\x04", "name it .docx"),
    ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "truncated (its end is missing); fetch it again"),
    ("broken.pdf", b"%PDF-1.4\nnothing\n%%EOF\n", "damaged"),
    ("page.pdf", b"<html>", "no PDF"),
    ("cut.docx", b"PK\x03\x04" + b"x" * 50, "damaged"),
    ("front.md", b"---\ntitle: a: b: c\n---\nText.\n", "front matter is not YAML (line 1)"),
    ("tag.md", b"---\ndate: !!timestamp soon\n---\nText.\n", "front matter is not YAML; write"),
    ("columns.csv", b"a,b\n1,2\n", "no column `text` in the first line (found a, b)"),
    ("list.jsonl", b"[1]\n", "a list where an object is needed"),
    ("textless.jsonl", b'{"id": "a"}\n', "holds no text; each needs a `text`"),
    ("number.jsonl", b'{"text": 5}\n', "its text is a int"),
    ("id.jsonl", b'{"id": [1], "text": "a"}\n', "its id is [1]"),
    ("deep.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n", "not JSON"),
]


@pytest.mark.parametrize(("name", "data", "problem"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_broken_files(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    """A broken file is one failure that names it; the file beside it is read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z_good.txt").write_text("Ann said no.")
    items = list(read([tmp_path]))
    (failure,) = [item for item in items if isinstance(item, Failure)]
    assert failure.where.startswith(str(tmp_path / name))
    assert problem in failure.problem
    assert [item.id for item in items if isinstance(item, Document)] == ["z_good.txt"]


def test_number_of_broken_files() -> None:
    """The list above has not shrunk."""
    assert len(BROKEN) >= 27


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing", "no such file or folder"),
        ("*.nothing", "matches no file; valid are txt, md"),
        ("a.xyz", "unknown format .xyz; valid are txt, md"),
        ("*.xyz", "matches 1 files, none of a known format"),
        ("empty", "no readable file in this folder (0 passed over"),
        ("only_hidden", "no readable file in this folder (2 passed over"),
        ("metadata.csv", "describes other files and is no document"),
        ("x" * 5000, "cannot be read (File name too long)"),
        ("nul\0byte", "no such file or folder"),
    ],
)
def test_unreadable_paths(tmp_path: Path, name: str, problem: str) -> None:
    """A path that leads nowhere is a failure with the path as it was named."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "only_hidden").mkdir()
    (tmp_path / "only_hidden" / ".a.txt").write_text("x")
    (tmp_path / "only_hidden" / "b.png").write_text("x")
    (tmp_path / "a.xyz").write_text("x")
    (tmp_path / "metadata.csv").write_text("file,title\n")
    path = os.path.join(tmp_path, name)  # noqa: PTH118  (Path would look at the zero byte first)
    (failure,) = read([path])
    assert isinstance(failure, Failure)
    assert failure.where == path
    assert problem in failure.problem


def test_a_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened when its turn comes is a failure, and the others are read."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ann said no.")
    whole = Path.open

    def refuse(path: Path, *how: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return whole(path, *how)

    monkeypatch.setattr(Path, "open", refuse)
    failure, document = read([tmp_path])
    assert isinstance(failure, Failure) and failure.problem == "cannot be read (Permission denied)"
    assert isinstance(document, Document) and document.id == "b.txt"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"Ann said no. " * 10_000),
        ("a.jsonl", b'{"text": "a", "id": ["' + b"x" * 10_000 + b'"]}'),
        ("a.jsonl", b'{"text": "a", "date": "' + b"x" * 10_000 + b'", "language": "' + b"y " * 5_000 + b'"}'),
    ],
)
def test_a_message_quotes_no_more_than_can_be_read(tmp_path: Path, name: str, data: bytes) -> None:
    """What was found may be a whole book in one line; the message is none."""
    (tmp_path / name).write_bytes(data)
    failures = [item for item in read([tmp_path]) if isinstance(item, Failure)]
    assert failures and max(len(failure.problem) for failure in failures) < 500


def test_bad_lines_do_not_stop_a_file(tmp_path: Path) -> None:
    """A line that is not JSON is a failure at path and line; the lines around it are documents."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two.\n\n{"text": "Four."}\n')
    one, bad, four = read([path])
    assert isinstance(one, Document) and one.id == "a.jsonl#1"
    assert isinstance(bad, Failure) and bad.where == f"{path}:2" and bad.problem.startswith("not JSON")
    assert isinstance(four, Document) and four.id == "a.jsonl#4"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("date: 03/04/2021\n", "the date '03/04/2021' is not understood; write it as 2021-03-03; read without it"),
        ("language: English, mostly\n", "is no tag such as en"),
        ("- a\n", "its side file a.txt.meta.yaml holds no `name: value` lines"),
        ("a: [\n", "its side file a.txt.meta.yaml is not YAML"),
        ("publiser: Reuters\n", "a.txt.meta.yaml: unknown name 'publiser'; did you mean 'publisher'?"),
    ],
)
def test_bad_metadata_is_left_out_and_told(tmp_path: Path, content: str, problem: str) -> None:
    """What is not understood about a document is reported; the document is read without it."""
    (tmp_path / "a.txt").write_text("Ann said no.")
    (tmp_path / "a.txt.meta.yaml").write_text(content)
    document, failure = read([tmp_path])
    assert document == Document(id="a.txt", text="Ann said no.")
    assert isinstance(failure, Failure) and problem in failure.problem


def test_metadata_table_without_names(tmp_path: Path) -> None:
    """A `metadata.csv` without a column of file names is told once a file, and harms nothing."""
    (tmp_path / "a.txt").write_text("Ann said no.")
    (tmp_path / "metadata.csv").write_text("title\nx\n")
    document, failure = read([tmp_path])
    assert isinstance(document, Document) and document.title is None
    assert isinstance(failure, Failure) and "name one `file`" in failure.problem


def test_metadata_table_with_an_open_quotation_mark(tmp_path: Path) -> None:
    """The rest of the table would become one title: it is told, and the document has none."""
    (tmp_path / "a.txt").write_text("Ann said no.")
    (tmp_path / "metadata.csv").write_text('file,title\na.txt,"T\nb.txt,U\n')
    document, failure = read([tmp_path])
    assert isinstance(document, Document) and document.title is None
    assert isinstance(failure, Failure) and "is no table (line 2" in failure.problem


def test_metadata_table_with_rows_for_no_file(tmp_path: Path) -> None:
    """Rows that describe nothing are told once, at the table."""
    (tmp_path / "a.txt").write_text("Ann said no.")
    (tmp_path / "metadata.csv").write_text("file,title\na.txt,A\nb.txt,B\nc.txt,C\n")
    document, failure = read([tmp_path])
    assert isinstance(document, Document) and document.title == "A"
    assert isinstance(failure, Failure) and failure.where == str(tmp_path / "metadata.csv")
    assert failure.problem == "its rows for 'b.txt', 'c.txt' (2) name no file here; mend their names"


def test_an_empty_name_is_not_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unset variable of a shell must not read everything there is."""
    (tmp_path / "a.txt").write_text("Ann said no.")
    monkeypatch.chdir(tmp_path)
    (failure,) = read([""])
    assert isinstance(failure, Failure) and "an empty name" in failure.problem


def test_front_matter_failures_name_the_file_once(tmp_path: Path) -> None:
    """The place is in `where`; the problem does not repeat it."""
    (tmp_path / "a.txt").write_text("---\ntitle: a: b: c\n---\nText.\n")
    (failure,) = read([tmp_path])
    assert isinstance(failure, Failure) and failure.problem.startswith("its front matter is not YAML")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jsonl", '{"id": "x", "text": "A."}\n\n{"id": "x", "text": "B."}\n'), ("a.csv", 'id,text\nx,"A\nA"\nx,B\n')],
)
def test_a_taken_id_names_both_lines(tmp_path: Path, name: str, data: str) -> None:
    """In a file of many documents the place is a line."""
    (tmp_path / name).write_text(data)
    first, second = (1, 3) if name == "a.jsonl" else (2, 4)
    document, failure = read([tmp_path])
    assert isinstance(document, Document) and isinstance(failure, Failure)
    assert failure.where == f"{tmp_path / name}:{second}"
    assert f"already taken by a document of {tmp_path / name}:{first};" in failure.problem


def test_half_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    """One for one, so that offsets stay."""
    (tmp_path / "a.jsonl").write_text('{"text": "a\\ud800b"}\n')
    (document,) = read([tmp_path])
    assert isinstance(document, Document) and document.text == "a\ufffdb"


def test_half_surrogates_in_metadata_become_replacement_characters(tmp_path: Path) -> None:
    """JSON and YAML may write them, and no output could hold them."""
    (tmp_path / "a.jsonl").write_text('{"text": "Ann said no.", "title": "a\\ud800b", "author": ["\\udfff"]}\n')
    (tmp_path / "b.txt").write_text('---\ntitle: "a\\ud800b"\nauthor: ["\\udfff"]\n---\nAnn said no.')
    found = [item for item in read([tmp_path]) if isinstance(item, Document)]
    assert [(item.title, item.author) for item in found] == [("a\ufffdb", "\ufffd")] * 2


@pytest.mark.parametrize(
    "value", ["!!set {b, a, c}", "!!binary YQ==", "!!omap [a: 1]", "0x" + "f" * 4000, "[[a], {b: c}]"]
)
def test_metadata_that_are_no_words_are_passed_over(tmp_path: Path, value: str) -> None:
    """A set has no order that would be the same twice; bytes, pairs and endless numbers are no title."""
    (tmp_path / "a.txt").write_text("Ann said no.")
    (tmp_path / "a.txt.meta.yaml").write_text(f"title: {value}\npublisher: P\n")
    assert list(read([tmp_path])) == [Document(id="a.txt", text="Ann said no.", publisher="P")]


HOSTILE_NAMES: Final = [
    b"a\nb.txt", b"<script>alert(1)<.txt", b"--out.txt", b"$(touch x).txt", b" .txt", b"x" * 250 + b".txt", b"=cmd.txt",
    b"back\\slash.txt", b'"q".txt', b"%2e%2e%2f.txt", b"a#b?c.txt", b"\x01\x1b[2J.txt", b"__proto__.txt", b"*.txt",
    b"\xe2\x80\xaegpj.txt",
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there such names cannot be given")
def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    """The name is the id, whatever it says, and of names that are not UTF-8 what is left of them."""
    for name in (*HOSTILE_NAMES, b"\xff.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Ann said no.")
    found = [item.id for item in read([tmp_path]) if isinstance(item, Document)]
    assert sorted(found) == sorted([*(name.decode() for name in HOSTILE_NAMES), "\ufffd.txt"])


def test_what_fails_is_in_the_report_whatever_its_file_is_called(tmp_path: Path) -> None:
    """A name that is not UTF-8 costs no build its report."""
    from kg.builds.report import write_report
    from kg.knowledge import Knowledge
    from kg.stores import STORES

    failure = Failure("in/bad\udcff.pdf", "no \udcff")
    write_report(Knowledge(STORES["memory"].open(None, False), (failure,)), tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["failures"] == [{"where": "in/bad\ufffd.pdf", "problem": "no \ufffd"}]


def test_zero_bytes_are_text(tmp_path: Path) -> None:
    """A stray zero byte makes no binary file of a text, and keeps its place."""
    (tmp_path / "a.txt").write_bytes(b"Ann said\0 no.")
    (tmp_path / "b.txt").write_bytes("Café said\0 no.".encode("cp1252"))
    first, second = read([tmp_path])
    assert isinstance(first, Document) and first.text == "Ann said\0 no."
    assert isinstance(second, Document) and second.text == "Café said\0 no."


@pytest.mark.parametrize(
    "page",
    [
        "<p>Ann <b>said <p>that she would not go to the harbour today.",
        "<html><body><article><p>Ann said that she would not go to the harbour today.</div></span>",
        "<<<>>><p>Ann said that she would not go to the harbour today.</p",
        "\0<html><body>Ann said that she would not go to the harbour today.",
        "<div>" * 3000 + "Ann said that she would not go to the harbour today.",
        "<?xml version='1.0' encoding='utf-16'?><p>Ann said that she would not go to the harbour today.</p>",
    ],
)
def test_broken_pages(tmp_path: Path, page: str) -> None:
    """A page with broken mark-up gives its text, or a failure, but never an exception."""
    (tmp_path / "a.html").write_text(page)
    (item,) = read([tmp_path])
    assert isinstance(item, Failure) or "harbour today" in item.text


def test_a_page_that_is_too_large(tmp_path: Path) -> None:
    """A page beyond what can be parsed is refused at once, and the message names the limit."""
    (tmp_path / "a.html").write_text("<p>" + "Ann said no. " * 2_000_000)
    (failure,) = read([tmp_path])
    assert isinstance(failure, Failure) and "larger than 20 MB" in failure.problem


def test_right_to_left_and_unpaired_quotes(tmp_path: Path) -> None:
    """Text in any direction and with any quotation marks is read as it is."""
    text = 'قال الوزير: «لا.\n"He said “no.\n\u202eabc'
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (document,) = read([tmp_path])
    assert isinstance(document, Document) and document.text == text


def test_a_docx_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that would fill the memory is refused by its size unpacked."""
    monkeypatch.setattr("kg.readers.office._LARGEST", 1000)
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "x" * 5000)
    (failure,) = read([tmp_path])
    assert isinstance(failure, Failure) and "unpacks to more than" in failure.problem


def test_a_docx_whose_entities_are_a_bomb_or_a_file(tmp_path: Path) -> None:
    """A billion laughs are not laughed, and no other file is read."""
    (tmp_path / "secret.txt").write_text("sesame")
    entities = ['<!ENTITY e0 "ha">', f'<!ENTITY file SYSTEM "file://{tmp_path}/secret.txt">']
    entities += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    pytest.importorskip("docx").Document().save(str(tmp_path / "plain.docx"))
    with zipfile.ZipFile(tmp_path / "plain.docx") as plain, zipfile.ZipFile(tmp_path / "bomb.docx", "w") as bomb:
        for item in plain.infolist():
            data = plain.read(item)
            if item.filename == "word/document.xml":
                head, body = data.split(b"?>", 1)
                body = body.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>Ann said &e9; &file; no.</w:t></w:r></w:p>")
                data = head + f"?><!DOCTYPE w [{''.join(entities)}]>".encode() + body
            bomb.writestr(item, data)
    (found,) = read([tmp_path / "bomb.docx"])
    said = found.text if isinstance(found, Document) else found.problem
    assert "sesame" not in said and len(said) < 1_000


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.txt", "utf-8"), ("a.txt", "cp1252"), ("a.jsonl", "utf-8"), ("a.csv", "utf-8")]
)
def test_fifty_megabytes_in_one_line(tmp_path: Path, name: str, encoding: str) -> None:
    """A line of fifty megabytes is read in bounded time."""
    text = "Café said no. " * (50_000_000 // 14)
    before, after = {"a.txt": ("", ""), "a.jsonl": ('{"text": "', '"}'), "a.csv": ("text\n", "\n")}[name]
    (tmp_path / name).write_bytes((before + text + after).encode(encoding))
    found: list[Document | Failure] = []
    assert loops(lambda: found.extend(read([tmp_path]))) < 3_000
    (document,) = found
    assert isinstance(document, Document) and document.text == text
