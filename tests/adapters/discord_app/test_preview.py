"""``ceremony-bot preview``, as a newcomer uses it: in a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def address(repository: Path, tmp_path: Path) -> Iterator[str]:
    """Where the preview is served."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "preview", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(repository)},
    )
    assert process.stdout is not None
    yield next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\S+", line)))
    process.terminate()
    try:
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, "")


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    """The preview in a browser, settled."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(address)
        page.get_by_text("Viewport updated").wait_for()
        yield page
        browser.close()


def test_it_serves_this_machine_only_and_ends_on_sigterm(address: str) -> None:
    """An address on 127.0.0.1, exit status 0, nothing on standard error."""
    assert address.startswith("http://127.0.0.1:")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome is installed")
def test_a_newcomer_asks_runs_a_command_and_looks_at_sources(page: Any) -> None:
    """A typed question, ``/anthems 2022`` with its suggestion, and the button "Sources"."""
    talk = page.locator("#channel-message-list")
    composer = page.locator("#channel-composer-input")
    composer.fill("who drected the sochi ceremony?")
    composer.press("Enter")
    talk.get_by_text("was the director of the Sochi closing ceremony").wait_for()

    composer.press_sequentially("/anthems")
    page.get_by_role("option", name="/anthems").click()
    page.keyboard.type("bejing")
    page.get_by_role("option", name="Beijing 2022").click()
    page.get_by_role("button", name="Send").last.click()
    talk.get_by_text("Anthems – Beijing 2022").wait_for()

    talk.get_by_role("button", name="Sources").last.click()
    talk.get_by_text("Only you can see this").wait_for()
    if folder := os.environ.get("SCREENSHOTS"):  # how the picture in the README is made
        page.screenshot(path=Path(folder) / "preview.png")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome is installed")
def test_a_newcomer_plays(page: Any) -> None:
    """``/quiz start`` in the DM: the question comes by itself, and a choice is told at once."""
    talk = page.locator("#channel-message-list")
    page.locator("#channel-composer-input").press_sequentially("/quiz start")
    page.get_by_role("option", name="/quiz start").first.click()
    page.get_by_role("button", name="Send").last.click()
    talk.get_by_text("Question 1 of 10").wait_for()
    next(button for button in talk.locator("button").all() if button.inner_text().strip()).click()
    talk.get_by_text("The answer: ").wait_for()
