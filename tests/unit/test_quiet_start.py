"""TensorFlow's greeting stays away; everything else that is written while it loads arrives."""

import os
import subprocess
import sys

import pytest


def stderr_of(code: str, **variables: str) -> str:
    environment = {**os.environ, **variables}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return run.stderr


@pytest.mark.parametrize("onednn", ["0", "1"])
def test_nothing_is_written_when_keras_is_imported(onednn: str) -> None:
    assert stderr_of("import lesson_utils, keras", TF_ENABLE_ONEDNN_OPTS=onednn) == ""


def test_what_else_is_written_meanwhile_arrives() -> None:
    code = (
        "import os; from lesson_utils.quiet_start import _without_greeting as quiet\n"
        "quiet(lambda: os.write(2, b'oneDNN custom operations are on.\\nthe disk is full\\n'))\n"
        "os.write(2, b'afterwards\\n')"
    )
    assert stderr_of(code) == "the disk is full\nafterwards\n"


def test_an_import_that_fails_still_says_so() -> None:
    code = (
        "import os, sys; from lesson_utils.quiet_start import _without_greeting as quiet\n"
        "def load(): os.write(2, b'half way\\n'); raise ImportError('no such thing')\n"
        "try: quiet(load)\n"
        "except ImportError as error: print(error, file=sys.stderr)"
    )
    assert stderr_of(code) == "half way\nno such thing\n"
