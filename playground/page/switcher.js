/** Owns the row of chats at a pane's edge: riders as faces, groups as a list with what came last and what is unread. */

import { api } from "./api.js";
import { excerpt, nameOf, tint } from "./bubble.js";
import { el, icon } from "./dom.js";
import { attempt } from "./notices.js";
import { place, Roving } from "./roving.js";
import { language, momentOf, say } from "./words.js";

const MOST = 99; // of unread messages that are counted out

function preview(message) {
  if (!message) return [];
  const by = message.from && !message.from.is_bot && "message_id" in message ? `${nameOf(message.from)}: ` : "";
  return [
    el("time", { class: "switch-time", datetime: new Date(message.date * 1000).toISOString() }, momentOf(message.date)),
    el("span", { class: "switch-last", "data-testid": "last" }, by + excerpt(message).slice(0, 120)),
  ];
}

function badge(unread) {
  if (!unread) return [];
  const count = unread > MOST ? `${MOST}+` : String(unread);
  return [el("span", { class: "badge", "data-testid": "unread" }, count), el("span", { class: "unseen" }, say("unread"))];
}

async function addRider(pane) {
  const number = pane.state.people.length + 1;
  const person = { first_name: `${say("rider")} ${number}`, language_code: language() === "zh" ? "zh-hans" : "en" };
  const added = await attempt(pane.notes, () => api.addPerson(person));
  if (!added) return;
  await pane.update(await api.state());
  await pane.choose(pane.chats.find(({ id }) => id === added.id));
}

/** The buttons that switch `pane` to another chat. */
export class Switcher {
  constructor(pane, label) {
    this.pane = pane;
    this.buttons = new Map(); // chat id → button
    this.element = el("nav", { class: "switcher", "aria-label": label });
    this.roving = new Roving(this.element, ".switch");
    this.add = el("button", { type: "button", class: "switch", "data-testid": "new-rider", onclick: () => addRider(pane) },
      el("span", { class: "avatar add", "aria-hidden": "true" }, icon("plus")), el("span", { class: "switch-name" }, say("new_rider")));
  }

  #button(chat) {
    const { pane } = this;
    const button = this.buttons.get(chat.id) ?? el("button", { type: "button", class: "switch", "data-testid": `chat-${chat.id}`, onclick: () => pane.turnToChat(chat.id) });
    this.buttons.set(chat.id, button);
    const isShown = chat.id === pane.chat?.id;
    button.setAttribute("aria-pressed", String(isShown));
    button.replaceChildren(el("span", { class: `avatar ${tint(chat)}`, "aria-hidden": "true" }, [...chat.name][0]),
      el("span", { class: "switch-name" }, chat.name), ...(chat.isGroup ? preview(pane.lasts.get(chat.id)) : []), ...badge(pane.unread.get(chat.id)));
    button.title = chat.name;
    return button;
  }

  draw() {
    const entries = this.pane.chats.map((chat) => this.#button(chat));
    place(this.element, this.pane.kind === "rider" ? [...entries, this.add] : entries);
    this.roving.settle(this.element.contains(document.activeElement) ? undefined : this.buttons.get(this.pane.chat?.id));
  }

  /** Brings the chosen chat into the strip's view. */
  reveal() {
    this.buttons.get(this.pane.chat?.id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
