"""The transcription of what riders say."""

from typing import Protocol


class Transcriber(Protocol):
    """The external transcription service that the operator has configured."""

    @property
    def asks(self) -> bool:
        """Whether one is configured; if not, no recording leaves the machine."""

    async def words_of(self, audio: bytes, mime: str, language: str) -> str | None:
        """Return the words of a recording; None if nothing is said in it, or if no usable answer came in time.

        Args:
            audio: The recording, without metadata.
            mime: Its kind, such as `audio/ogg`.
            language: The language that is likely spoken, `zh` or `en`; "" if it is not known.

        Errors of the service are logged without what was said; none is raised.
        """
