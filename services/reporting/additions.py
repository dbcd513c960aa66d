"""What a reporter or a witness sends in reply to a message about a report: words, photos, a better place."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.reporting.drafts import marked
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import Added
from services.deps import Deps
from services.outgoing import answer
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.reporting import relocating, witnessing


async def add(tx: Transaction, deps: Deps, rider: Rider, report_id: int, message: IncomingMessage) -> None:
    """Put the report's place right with the reporter's position, or add a witness's to the words; add all else.

    Raises:
        NoSuchReport, ReportClosed, TooManyPhotos, TooManyAdditions, ActedAsStaff: See
            `services.reporting.witnessing.add_later`.
    """
    report = await witnessing.visible(tx, rider, report_id)
    place = message.position if relocating.gives_place(message) else None
    if place is not None and report.rider_id == rider.id:
        correction = await relocating.put_right(tx, deps, rider, report, message)
        if correction not in relocating.KEEPS:
            message = replace(message, text="")
    elif place is not None:
        words = (message.text, relocating.written(deps, place))
        message = replace(message, text="\n".join(filter(None, words)))
    message = replace(message, text=marked(message.text, dictated=message.dictated))
    await tx.heard.note(Heard(rider.chat_id, message.message_id, deps.clock.now(), report_id=report_id))
    if message.text or message.photo:
        await witnessing.add_later(tx, deps, rider, report_id, message)
        await answer(tx, deps, rider, Added(report_id, reply_to=message.message_id))
