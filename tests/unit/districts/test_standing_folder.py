"""The district's folder: known by its content, replaced whole, with the former one beside."""

from pathlib import Path

import pytest

from districts.standing_folder import fingerprint, held, put_back, put_in_place
from domain.district.problems import BadValue


def folder(at: Path, **files: str) -> Path:
    at.mkdir()
    for name, text in files.items():
        (at / name).write_text(text, "utf-8")
    return at


def test_the_fingerprint_is_that_of_names_and_contents(tmp_path: Path) -> None:
    first, same = folder(tmp_path / "a", x="1", y="2"), folder(tmp_path / "b", y="2", x="1")
    assert fingerprint(first) == fingerprint(same)
    (same / ".x.swp").write_text("an editor's", "utf-8")
    assert fingerprint(first) == fingerprint(same)
    others = [folder(tmp_path / "c", x="12", y=""), folder(tmp_path / "d", x="1", z="2"), folder(tmp_path / "e", x="1")]
    assert fingerprint(first) not in {fingerprint(each) for each in others}


def test_the_former_folder_stays_beside_and_can_be_put_back(tmp_path: Path) -> None:
    standing, fresh = folder(tmp_path / "district", x="old"), folder(tmp_path / "new", x="new")
    standing.chmod(0o750)
    backup = put_in_place(fresh, standing, "20261201-0900", fingerprint(fresh))
    assert ((standing / "x").read_text(), (backup / "x").read_text(), (fresh / "x").exists()) == ("new", "old", True)
    assert (standing.stat().st_mode & 0o777, (standing / "x").stat().st_mode & 0o777) == (0o750, 0o640)
    put_back(standing, backup)
    assert (standing / "x").read_text() == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"district", "new"}


def test_where_it_cannot_be_replaced_it_stands_as_it_was(tmp_path: Path) -> None:
    fresh = folder(tmp_path / "new", x="new")
    with pytest.raises(OSError, match="district"):
        put_in_place(fresh, tmp_path / "district", "stamp", fingerprint(fresh))
    standing = folder(tmp_path / "district", x="old")
    (tmp_path / "district.stamp").write_text("in the way", "utf-8")
    with pytest.raises(OSError, match="district"):
        put_in_place(fresh, standing, "stamp", fingerprint(fresh))
    assert (standing / "x").read_text() == "old"
    assert not list(tmp_path.glob(".district*"))


def test_only_one_replaces_it_at_a_time(tmp_path: Path) -> None:
    standing = folder(tmp_path / "district", x="1")
    with held(standing), pytest.raises(BadValue, match="folder_taken"), held(standing):
        pass
    with held(standing):
        pass


def test_links_count_as_what_they_lead_to(tmp_path: Path) -> None:
    standing, fresh = folder(tmp_path / "district", x="old"), folder(tmp_path / "new", x="new")
    folder(tmp_path / "shared", y="linked")
    (fresh / "y").symlink_to("../shared/y")
    (fresh / "more").symlink_to("../shared")
    (fresh / ".#x").symlink_to("an editor's lock")
    mark = fingerprint(fresh)
    put_in_place(fresh, standing, "stamp", mark)
    assert fingerprint(standing) == mark
    assert not any(path.is_symlink() for path in standing.rglob("*"))
    (tmp_path / "shared" / "y").write_text("other", "utf-8")
    assert fingerprint(fresh) != mark


def test_what_changed_since_it_was_read_is_not_put_in_place(tmp_path: Path) -> None:
    standing, fresh = folder(tmp_path / "district", x="old"), folder(tmp_path / "new", x="new")
    mark = fingerprint(fresh)
    (fresh / "x").write_text("half-way", "utf-8")
    with pytest.raises(BadValue, match="folder_changing"):
        put_in_place(fresh, standing, "stamp", mark)
    assert {each.name for each in tmp_path.iterdir()} == {"district", "new"}
    assert (standing / "x").read_text() == "old"
