"""A real headless Chromium for the tests of the dossier, and for its picture in the README.

python tests/browser.py out/demo/dossier.html docs/images/dossier.png
"""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver

LAPTOP, PHONE = (1366, 768), (390, 844)
"""Width and height in CSS pixels."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def missing() -> str | None:
    """What the browser tests lack on this computer; None when nothing."""
    if not any(map(shutil.which, _BROWSERS)):
        return "no Chromium here"
    return None if shutil.which("chromedriver") else "no chromedriver here"


@contextmanager
def chromium(size: tuple[int, int] = LAPTOP, *, dark: bool = False) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own, which goes away with it.

    The size is that of the page, not of the window: a window is never narrower than 500 pixels.
    """
    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, _BROWSERS)))
    for flag in _QUIET:
        options.add_argument(flag)
    if dark:
        options.add_argument("--force-dark-mode")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        options.add_argument(f"--user-data-dir={profile}")
        driver = webdriver.Chrome(
            options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))
        )
        try:
            width, height = size
            metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
            yield driver
        finally:
            driver.quit()


def log(driver: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    """What the browser has noted since this was last asked.

    `browser` is its console; `performance` holds, among other things, what it loaded.
    """
    return list(driver.get_log(kind))  # type: ignore[no-untyped-call]


def picture(driver: webdriver.Chrome, file: Path, *, whole: bool = False) -> None:
    """What the browser shows as PNG; `whole` takes the page from top to bottom."""
    asked = {"format": "png", "captureBeyondViewport": whole}
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", asked)
    file.write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    with chromium((1366, 1180)) as browser:
        browser.get(Path(sys.argv[1]).resolve().as_uri())
        picture(browser, Path(sys.argv[2]))
