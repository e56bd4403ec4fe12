"""The package as users install it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot import __version__

pytestmark = pytest.mark.slow


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(Path(__file__).parent.parent))
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_carries_code_data_and_type_marker_and_nothing_else(wheel: Path) -> None:
    """Knowledge and configuration travel inside the package; tests and tools do not."""
    names = zipfile.ZipFile(wheel).namelist()

    assert {"bot/cli.py", "bot/py.typed", "bot/_shipped/config/intents.yaml"} <= set(names)
    assert any(name.startswith("bot/_shipped/knowledge/ceremonies/") for name in names)
    assert {name.split("/")[0] for name in names} == {"bot", f"ceremony_bot-{__version__}.dist-info"}


def test_the_installed_command_answers_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """Installed without its checkout, the bot knows all that ships."""
    site = tmp_path / "site"
    pip("install", "--no-deps", "--target", str(site), str(wheel))
    command = site / "bin" / "ceremony-bot"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    done = subprocess.run(
        [sys.executable, str(command), "ask", "who directed the ceremony?"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(site)},
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "; source: " in done.stdout
