/** Owns the list of a chat's messages: what is new is added, what changed is redrawn, what is gone vanishes. */

import { bubble } from "./bubble.js";
import { el } from "./dom.js";
import { place, Roving } from "./roving.js";
import { dayOf, say } from "./words.js";

const MESSAGE_LINK = /^https:\/\/t\.me\/c\/(\d+)(?:\/\d+)?\/(\d+)$/; // chat, topic if any, message
const START_LINK = /^https:\/\/t\.me\/(\w+)\?start=([\w-]{1,64})$/; // bot, what it gets behind /start
const NEAR_END_PX = 120; // who reads further up is not pulled down by a new message

function groupAlbums(messages) {
  const entries = [];
  for (const message of messages) {
    const last = entries.at(-1);
    const together = message.media_group_id && last?.[0].media_group_id === message.media_group_id;
    if (together) last.push(message);
    else entries.push([message]);
  }
  return entries;
}

export class Chat {
  /** `context` is handed to each bubble; see there. */
  constructor(context) {
    this.context = { ...context, onJump: (id) => this.jump(id) };
    this.drawn = new Map(); // key → {signature, node}
    this.list = el("div", { class: "messages" });
    this.element = el("div", { class: "chat", role: "log", "aria-live": "off", "aria-label": say("messages"), "data-testid": "chat" }, this.list);
    this.roving = new Roving(this.list, ".entry", { isItself: true, from: "last" });
    this.list.addEventListener("load", () => this.pinned && this.#toEnd(), true);
    new ResizeObserver(() => this.pinned && this.#toEnd()).observe(this.element);
    this.element.addEventListener("scroll", () => { this.pinned = this.#isNearEnd(); }, { passive: true });
    this.element.addEventListener("click", (event) => this.#follow(event));
    this.pinned = true;
  }

  /** A link to a message of a group, or to the chat with a bot, opens here what it opens in Telegram. */
  #follow(event) {
    const address = event.target.closest("a")?.href ?? "";
    const [message, start] = [MESSAGE_LINK.exec(address), START_LINK.exec(address)];
    if (!message && !start) return;
    event.preventDefault();
    if (message) this.context.onMessageLink(Number(`-100${message[1]}`), Number(message[2]));
    else this.context.onStartLink(start[1], start[2]);
  }

  /** Shows exactly these messages, oldest first. */
  show(messages) {
    const kept = new Map();
    let day = null;
    const nodes = messages.length ? [] : [this.#reuse(kept, "empty", "empty", () => this.#welcome())];
    for (const parts of groupAlbums(messages)) {
      const { date } = parts[0];
      if (dayOf(date) !== day) {
        day = dayOf(date);
        nodes.push(this.#reuse(kept, `day ${day}`, day, () => el("div", { class: "day" }, el("span", {}, day))));
      }
      nodes.push(this.#reuse(kept, parts[0].message_id, JSON.stringify(parts), () => bubble(parts, this.context)));
    }
    const lost = this.#focused(kept);
    this.drawn = kept;
    place(this.list, nodes);
    this.roving.settle();
    lost?.();
    if (this.pinned) this.#toEnd();
  }

  #welcome() {
    const { isGroup } = this.context;
    return el("div", { class: "welcome" }, el("span", { class: "avatar bot", "aria-hidden": "true" }, "前"),
      el("strong", {}, say("nothing_here")), isGroup ? null : el("span", {}, say("start_hint")));
  }

  #reuse(kept, key, signature, make) {
    const before = this.drawn.get(key);
    const node = before?.signature === signature ? before.node : make();
    kept.set(key, { signature, node });
    return node;
  }

  /** When the entry with the focus is about to be drawn anew: what gives the focus to its successor. */
  #focused(kept) {
    const focused = document.activeElement;
    const old = [...this.drawn].find(([, { node }]) => node.contains(focused));
    const node = old && kept.get(old[0])?.node;
    if (!node || node === old[1].node) return null;
    const { callback, testid } = focused.dataset;
    return () => {
      const all = [...node.querySelectorAll("button, a[href]")];
      const same = all.find((one) => callback && one.dataset.callback === callback) ?? all.find((one) => testid && one.dataset.testid === testid);
      this.roving.settle(node);
      (focused === old[1].node ? node : same ?? node).focus({ preventScroll: true });
    };
  }

  /** Scrolls to a message and lights it up for a moment; tells whether it is there. */
  jump(messageId, behavior = "smooth") {
    const entry = this.list.querySelector(`[data-message-id="${messageId}"]`);
    if (!entry) return false;
    this.pinned = false;
    entry.scrollIntoView({ block: entry.offsetHeight < this.element.clientHeight ? "center" : "start", behavior });
    entry.classList.remove("lit");
    requestAnimationFrame(() => entry.classList.add("lit"));
    return true;
  }

  toEnd() {
    this.pinned = true;
    this.#toEnd();
  }

  #toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  #isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }
}
