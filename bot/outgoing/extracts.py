"""An export as a file, made outside of every transaction, row by row."""

import asyncio
from tempfile import TemporaryFile

from domain.week.exports import Extract
from files.exports import writer_of
from services.ports.transaction import Database
from services.week.exports import pages


async def extracted(database: Database, extract: Extract) -> bytes:
    """Return the file; it is written to a temporary one, a page of rows at a time beside the event loop."""
    district, export = extract.district, extract.export
    with TemporaryFile() as file:
        writer = writer_of(extract.form, file, export.columns, district.timezone)
        async for page in pages(database, district, export, extract.start, extract.end):
            await asyncio.to_thread(writer.write, page)
        await asyncio.to_thread(writer.close)
        file.seek(0)
        return file.read()
