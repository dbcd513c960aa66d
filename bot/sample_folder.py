"""Where the sample district lies, whose catalogue is the default one."""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__)


def sample_folder() -> Path:
    """The folder of the sample district: beside this module where the program was installed, else that of the sources.

    There it is called ``district.sample``, so that it is seen and copied; no package can have that name.
    """
    installed = _HERE.with_name("sample")
    return installed if installed.is_dir() else _HERE.parents[1] / "district.sample"
