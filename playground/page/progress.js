/** Owns how far the visitor has come in the guide: a fold over the world's events, so that a reload loses nothing. */

const KEPT = "guide"; // in the session's storage: each window of the browser is a visitor of its own

const keysOf = ({ reply_markup: markup }) => (markup?.inline_keyboard ?? []).flat().map((key) => key.callback_data).filter(Boolean);

function read(world) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return kept?.world === world ? kept : null;
}

/** `reached` counts the parts that are done; `cases` are what the visitor's drafts and reports are called in keys. */
export class Progress {
  /** `steps` as the state has them, `world` a name of this run of the playground, `seq` its last event. */
  constructor(steps, world, seq) {
    this.parts = steps.flatMap((step, number) => step.parts.map((part) => ({ ...part, number, key: new RegExp(part.done.key) })));
    this.opener = (steps[0]?.parts.length ?? 0) - 1;
    Object.assign(this, { world, ...this.#fresh(seq), ...read(world) });
  }

  #fresh(seq) {
    return { after: seq, reached: 0, cases: [], shown: [] };
  }

  /** Begins anew. */
  restart() {
    Object.assign(this, this.#fresh(this.after));
    this.#keep();
  }

  get next() {
    return this.parts[this.reached];
  }

  /**
   * Takes one event in; gives back the parts' indexes whose key a message of the bot now shows for one of the visitor's
   * cases. What came before is passed over.
   */
  take(event) {
    if (event.seq <= this.after) return [];
    this.after = event.seq;
    const found = event.message?.from?.is_bot ? this.#match(event) : [];
    this.#keep();
    return found;
  }

  #match({ chat_id: chat, message }) {
    const keys = keysOf(message);
    const kind = message.chat.type === "private" ? "private" : "group";
    const found = [];
    this.parts.forEach((part, i) => {
      if (part.done.chat !== kind) return;
      const stands = keys.some((data) => this.#isMine(part.key.exec(data), i));
      if (stands) found.push(i);
      if (part.done.gone ? this.#isGone(`${chat} ${message.message_id} ${i}`, stands) : stands) this.reached = Math.max(this.reached, i + 1);
    });
    return found;
  }

  #isMine(match, i) {
    if (match && i === this.opener && !this.cases.includes(match[1])) this.cases.push(match[1]);
    return match && (match[1] === undefined || this.cases.includes(match[1]));
  }

  #isGone(place, stands) {
    const before = this.shown.includes(place);
    if (stands && !before) this.shown.push(place);
    if (!stands && before) this.shown = this.shown.filter((other) => other !== place);
    return before && !stands;
  }

  #keep() {
    const { world, after, reached, cases, shown } = this;
    sessionStorage.setItem(KEPT, JSON.stringify({ world, after, reached, cases, shown }));
  }
}
