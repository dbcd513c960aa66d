"""``qianshao locate``: what is shown of photos on disk."""

from pathlib import Path

from PIL import Image
from typer.testing import CliRunner

from cli.main import app


def test_a_file_name_steers_no_terminal(tmp_path: Path) -> None:
    photo = tmp_path / "\x1b[2Jhere.jpg"
    Image.new("RGB", (8, 8)).save(photo)
    answer = CliRunner().invoke(app, ["locate", str(photo)])
    assert answer.exit_code == 0
    assert r"\x1b[2Jhere.jpg" in answer.stdout
    assert "\x1b" not in answer.stdout
