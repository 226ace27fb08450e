"""The work of run.sh, which restores the files: mutate.py ORIGINALS [--check] [WORD...]"""

import pathlib
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).parent
PRESET = "asan"
KEYS = {"file", "text", "becomes", "tests"}


class Broken(Exception):
    """The list or the tree is not as the list says: exit 2."""


def load():
    edits = tomllib.loads((HERE / "edits.toml").read_text())["edit"]
    for edit in edits:
        if not KEYS <= edit.keys() <= KEYS | {"survives"}:
            raise Broken(f"an edit has the keys {sorted(edit)}, and needs {sorted(KEYS)}")
    return edits


def source_of(edit):
    """The text of the file; the edit's text stands in it exactly once."""
    path = pathlib.Path(edit["file"])
    if not path.is_file():
        raise Broken(f"{path}: there is no such file")
    source = path.read_text()
    count = source.count(edit["text"])
    if count != 1:
        raise Broken(f"{path}: stands {count} times in it, and has to stand there once: {edit['text']}")
    return source


def check_texts(edits):
    problems = []
    for edit in edits:
        try:
            source_of(edit)
        except Broken as problem:
            problems.append(str(problem))
    if problems:
        raise Broken("\n".join(problems))


def build(tests):
    """Whether the programs of these tests could be built; what the compiler says otherwise."""
    targets = [test.replace(".", "_") for test in tests]
    built = subprocess.run(["cmake", "--build", "--preset", PRESET, "-t", *targets], capture_output=True, text=True)
    return built.returncode == 0, built.stdout + built.stderr


def passes(tests):
    names = "^(" + "|".join(test.replace(".", r"\.") for test in tests) + ")$"
    run = subprocess.run(
        ["ctest", "--preset", PRESET, "--no-tests=error", "-R", names], capture_output=True, text=True
    )
    return run.returncode == 0, run.stdout


def check_unchanged(edits):
    """A test that fails anyway notices nothing."""
    tests = sorted({test for edit in edits for test in edit["tests"]})
    for step in (build, passes):
        good, output = step(tests)
        if not good:
            raise Broken(f"without any edit:\n{output}")


def is_noticed(edit, originals):
    path = pathlib.Path(edit["file"])
    source = source_of(edit)
    kept = originals / path
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(source)
    try:
        path.write_text(source.replace(edit["text"], edit["becomes"]))
        compiles, output = build(edit["tests"])
        if not compiles:
            raise Broken(f"{title(edit)}\ndoes not compile:\n{output[-3000:]}")
        return not passes(edit["tests"])[0]
    finally:
        path.write_text(source)
        kept.unlink()


def title(edit):
    return f"{edit['file']}: {' '.join(edit['text'].split())}\n  becomes: {' '.join(edit['becomes'].split())}"


def chosen(edits, words):
    return [edit for edit in edits if not words or any(word in edit["file"] + edit["text"] for word in words)]


def main(originals, arguments):
    edits = load()
    check_texts(edits)
    if "--check" in arguments:
        print(f"{len(edits)} edits, every text is found")
        return 0
    edits = chosen(edits, arguments)
    if not edits:
        raise Broken("no edit has one of these words")
    check_unchanged(edits)
    unexplained = 0
    for number, edit in enumerate(edits, 1):
        noticed = is_noticed(edit, originals)
        outcome = "noticed" if noticed else "SURVIVED"
        print(f"[{number}/{len(edits)}] {outcome}  {title(edit)}", flush=True)
        if not noticed:
            print(f"  explained: {edit['survives']}" if "survives" in edit else f"  by {', '.join(edit['tests'])}")
            unexplained += "survives" not in edit
    print(f"{len(edits)} edits, {unexplained} survived without an explanation")
    return 1 if unexplained else 0


if __name__ == "__main__":
    try:
        sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2:]))
    except Broken as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
