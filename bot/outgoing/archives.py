"""A rider's own data as a ZIP file, made outside of every transaction."""

import asyncio
import json
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bot.photo_store import PhotoStore
from services.upkeep import my_data
from storage.photos import PhotoMissing
from texts.base.screen import Archive

_RECORD = "my_data.json"


async def zipped(store: PhotoStore, archive: Archive) -> bytes:
    """Return the ZIP file; what is gone meanwhile is left out."""
    files: dict[str, bytes] = {}
    if archive.has_record:
        record = await store.database.read(lambda tx: my_data.record_of(tx, archive.rider))
        files[_RECORD] = json.dumps(record, ensure_ascii=False, indent=1).encode()
    for file in archive.files:
        try:
            files[my_data.file_name(file)] = await store.objects.get(file.object_key)
        except PhotoMissing:
            continue
    return await asyncio.to_thread(_packed, files)


def _packed(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data, ZIP_DEFLATED if name == _RECORD else ZIP_STORED)
    return out.getvalue()
