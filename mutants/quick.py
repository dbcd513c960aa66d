"""What both pytest plugins share: the environment's names, and examples that are the same in every run."""

from typing import Final

from hypothesis import Phase, settings

TOLD: Final = "QIANSHAO_MUTANTS_TOLD"
"""The file into which the traced tests are written."""
DRAWN_TEST: Final = "QIANSHAO_MUTANTS_TEST"
"""The test that is running, for the processes that it starts."""
CHOSEN: Final = "QIANSHAO_MUTANTS_CHOSEN"
"""The file that lists the tests to run, and their seconds."""
RUNNING: Final = "QIANSHAO_MUTANTS_RUNNING"
"""The file that names the test under way."""
LATE: Final = "QIANSHAO_MUTANTS_LATE"
"""The file that says something once a test took too long."""


def draw_alike() -> None:
    """Examples of properties are drawn alike, and a failing one is not made smaller: that it fails is enough."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
    settings.load_profile("mutants")
