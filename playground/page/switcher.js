/** Owns the row of chats at a pane's edge: riders as faces, groups as a list, with a count of what is unread. */

import { api } from "./api.js";
import { tint } from "./bubble.js";
import { el, icon } from "./dom.js";
import { attempt } from "./notices.js";
import { language, say } from "./words.js";

function entry(chat, pane) {
  const unread = pane.unread.get(chat.id);
  const badge = unread ? el("span", { class: "badge", "data-testid": "unread" }, unread) : null;
  const isShown = chat.id === pane.chat?.id;
  return el("button", { type: "button", class: "switch", "aria-pressed": String(isShown), "data-testid": `chat-${chat.id}`, onclick: () => pane.choose(chat) },
    el("span", { class: `avatar ${tint(chat)}`, "aria-hidden": "true" }, [...chat.name][0]), el("span", { class: "switch-name" }, chat.name), badge);
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
export function switcher(pane) {
  const entries = pane.chats.map((chat) => entry(chat, pane));
  if (pane.kind === "staff") return entries;
  const add = el("button", { type: "button", class: "switch", "data-testid": "new-rider", onclick: () => addRider(pane) },
    el("span", { class: "avatar add", "aria-hidden": "true" }, icon("plus")), el("span", { class: "switch-name" }, say("new_rider")));
  return [...entries, add];
}
