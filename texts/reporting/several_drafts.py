"""The keys of drafts that stand beside others: split off, belongs to, take back, submit all."""

from collections.abc import Sequence

from domain.reporting.drafts import Draft
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Style


def draft_name(draft: Draft, number: int, locale: Locale) -> str:
    """Return what tells a draft from the rider's others: its number in a list, what, and where."""
    known = draft.category is not None and draft.category in locale.district.catalogue
    what = locale.category_short(draft.category or "") if known else locale.plain("drafts.unnamed")
    where = locale.community(draft.community) if draft.community else ""
    return locale.plain("drafts.name", number=number, what=" · ".join(filter(None, (what, where))))


def split_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that parts what joined the draft last and may be of another problem."""
    return ((key(locale, "draft.key_split", Verb.SPLIT, draft.id),),) if draft.joined else ()


def belongs_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each draft that lacks the place which is all that this one holds, if several do."""
    keys = [
        choice(draft_name(draft, number, locale), Verb.BELONGS, view.draft.id, str(draft.id))
        for number, draft in enumerate(view.asking, 1)
    ]
    return in_rows(keys, width=1)


def take_back_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys that take a photo, a voice message or a video back, by the order in which they came."""
    photos = [photo.id for photo in draft.photos if photo.clip_id is None]
    voices = [clip.id for clip in draft.clips if not clip.kind.is_seen]
    videos = [clip.id for clip in draft.clips if clip.kind.is_seen]
    return in_rows(
        [
            *_drop(draft, photos, "draft.key_drop_only_photo", "draft.key_drop_photo", locale),
            *_drop(draft, voices, "draft.key_drop_only_voice", "draft.key_drop_voice", locale),
            *_drop(draft, videos, "draft.key_drop_only_video", "draft.key_drop_video", locale),
        ]
    )


def submit_all_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that submits all that are ready; no row on any card but the newest."""
    if not view.ready:
        return ()
    label = locale.plain("draft.key_submit_all", count=view.ready)
    return ((choice(label, Verb.SUBMIT_ALL, view.draft.id, "", style=Style.SUCCESS),),)


def _drop(draft: Draft, ids: Sequence[int], only: str, one: str, locale: Locale) -> list[Button]:
    """Return the keys that take back the files of one kind: one of several is numbered."""
    wording = one if len(ids) > 1 else only
    return [
        choice(locale.plain(wording, number=number), Verb.DROP_FILE, draft.id, str(file_id))
        for number, file_id in enumerate(ids, 1)
    ]
