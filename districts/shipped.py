"""What is shipped beside the program: a sample district, whose catalogue is the default one, and the learned words."""

from pathlib import Path
from typing import Final

SAMPLE: Final = Path(__file__).with_name("sample")
"""The folder of the sample district, to be copied by whoever sets one up."""

WORDS: Final = Path(__file__).with_name("words")
"""The folder of the model of categories and of the captions that it was learned from."""
