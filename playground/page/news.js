/** Owns what is said of messages in groups that are not shown: one line for one group, one sum for many. */

import { toast } from "./notices.js";
import { say } from "./words.js";

const QUIET_MS = 400;
const LONGEST_MS = 4000; // from the end of an action

export class News {
  /** Toasts appear in `place`. */
  constructor(place) {
    this.place = place;
    this.chats = new Map(); // id → {chat, open}
    this.held = 0;
  }

  /** A message came into `chat`; `open` turns to it. `isSeen`: only counted while time passes. */
  add(chat, open, isSeen) {
    if (isSeen && !this.held) return;
    this.chats.set(chat.id, { chat, open });
    this.changed = Date.now();
    if (!this.held) this.#soon();
  }

  /** The chat is looked at. */
  seen(chat) {
    if (!this.held) this.chats.delete(chat.id);
  }

  /** Holds everything back until `work` is over and quiet has come; then one line that begins with `what`. */
  async during(what, work) {
    this.held += 1;
    this.chats.clear();
    const done = await work();
    const end = Date.now();
    while (Date.now() - Math.max(this.changed ?? 0, end) < QUIET_MS && Date.now() - end < LONGEST_MS) {
      await new Promise((resolve) => { setTimeout(resolve, QUIET_MS); });
    }
    this.held -= 1;
    const n = this.chats.size;
    this.chats.clear();
    if (done) toast(this.place, say(n ? "passed" : "passed_quietly", { what, n }));
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const found = [...this.chats.values()];
      this.chats.clear();
      if (this.held || !found.length) return;
      const [{ chat, open }] = found;
      if (found.length === 1) toast(this.place, say("new_in", { name: chat.name }), open);
      else toast(this.place, say("new_in_groups", { n: found.length }));
    }, QUIET_MS);
  }
}
