/** Owns the page as a whole: its bar, its two panes, and how events reach them. */

import { announcer } from "./announcer.js";
import { api, follow } from "./api.js";
import { el } from "./dom.js";
import { Geography } from "./geography.js";
import { Guide } from "./guide.js";
import { KINDS } from "./kinds.js";
import { News } from "./news.js";
import { attempt, notesPlace } from "./notices.js";
import { Pane } from "./pane.js";
import { Progress } from "./progress.js";
import { Roving } from "./roving.js";
import { language, ofBoth, say, showTimesIn, switchLanguage } from "./words.js";

const REFETCH_MS = 300;

const root = document.getElementById("app");
const notes = notesPlace("page-notes");
const news = new News(notes);
const actions = el("div", { class: "actions" });
const offline = el("p", { class: "offline", role: "status", hidden: true }, say("offline"));
let progress;

async function act(action, button) {
  button.disabled = true;
  await news.during(ofBoth(action, "past_"), () => attempt(notes, () => api.act(action.id)));
  button.disabled = false;
}

function showActions(state) {
  if (actions.children.length === state.actions.length) return;
  actions.replaceChildren(...state.actions.map((action) => {
    const button = el("button", { type: "button", class: "action", "data-testid": `action-${action.id}` }, ofBoth(action));
    button.addEventListener("click", () => act(action, button));
    return button;
  }));
}

function bar(guide) {
  const other = el("button", { type: "button", class: "action plain", "data-testid": "language", onclick: switchLanguage }, say("other_language"));
  return el("header", { class: "bar" }, el("span", { class: "brand", "aria-hidden": "true" }, "前"),
    el("div", { class: "brand-name" }, el("h1", {}, say("title")), el("small", {}, say("purpose"))), actions, guide.key, other);
}

/** On a phone's screen one pane at a time is shown; these buttons say which. */
class Tabs {
  constructor(panes) {
    this.panes = panes;
    this.element = el("nav", { class: "tabs", "aria-label": say("screens") }, ...Object.keys(KINDS).map((kind) =>
      el("button", { type: "button", "data-kind": kind, "data-testid": `tab-${kind}`, onclick: () => this.choose(kind) }, say(kind))));
    this.roving = new Roving(this.element, "button");
    this.choose("rider");
  }

  choose(kind) {
    root.dataset.tab = kind;
    for (const tab of this.element.children) tab.setAttribute("aria-pressed", String(tab.dataset.kind === kind));
    this.panes.find((pane) => pane.kind === kind).turnTo();
    this.roving.settle(this.element.querySelector(`[data-kind="${kind}"]`));
    this.markUnread();
  }

  markUnread() {
    for (const pane of this.panes) {
      const count = [...pane.unread.values()].reduce((sum, one) => sum + one, 0);
      this.element.querySelector(`[data-kind="${pane.kind}"]`).classList.toggle("unread", count > 0);
    }
  }
}

/**
 * What the visitor's own report brought about elsewhere is shown there, or offered where they are: a ticket in a group,
 * or what a rider is asked.
 */
function lead(event, parts, panes, tabs) {
  if (event.type !== "message" || news.held || !parts.length) return;
  const kind = event.message.chat.type === "private" ? "rider" : "staff";
  if (kind === "rider" && parts.every((i) => progress.parts[i].number === 0)) return;
  const [there, here] = [kind, kind === "rider" ? "staff" : "rider"].map((one) => panes.find((pane) => pane.kind === one));
  const chat = there.chats.find(({ id }) => id === event.chat_id);
  const isShown = there.chat?.id === event.chat_id;
  if (!chat || (isShown && there.isInView())) return;
  if (kind === "rider" ? !isShown : there.offerChat(chat.id)) return; // the phone in hand stays
  const place = there.element.checkVisibility() ? there : here;
  place.showBanner(say(`arrived_${kind}`, { name: chat.name }), () => { tabs.choose(kind); there.turnToChat(chat.id); });
}

async function catchUp(state) {
  const [{ token }] = state.bots;
  if (progress?.world !== token) progress = new Progress(state.guide, token, state.seq);
  if (progress.after < state.seq) for (const event of await api.eventsAfter(progress.after)) progress.take(event);
}

/** What asks for a fresh state, at most once in a while. */
function seldom(work) {
  let timer;
  return () => { timer ??= setTimeout(() => { timer = undefined; work(); }, REFETCH_MS); };
}

async function start() {
  document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  const [geojson, samples] = await Promise.all([api.map().catch(() => ({ features: [] })), api.samples().catch(() => [])]);
  const shared = { geography: new Geography(geojson), samples, news, lastTaken: {}, progress: () => progress };
  const panes = Object.keys(KINDS).map((kind) => new Pane(kind, shared));
  const guide = new Guide((next) => { root.dataset.next = next?.pane ?? ""; });
  const tabs = new Tabs(panes);
  shared.takePhone = (person) => { tabs.choose("rider"); panes.find(({ kind }) => kind === "rider").turnToChat(person); };
  root.replaceChildren(bar(guide), offline, guide.element, tabs.element, el("main", {}, ...panes.map((pane) => pane.element)), notes, announcer);
  const onState = async (state) => {
    showTimesIn(state.timezone);
    showActions(state);
    await catchUp(state);
    guide.draw(progress);
    await Promise.all(panes.map((pane) => pane.update(state)));
  };
  const refetch = seldom(async () => onState(await api.state()));
  const onEvent = async (event) => {
    const parts = progress.take(event);
    if (event.type === "chat") await onState(await api.state());
    else for (const pane of panes) pane.onEvent(event);
    if (event.type === "deleted_message" && panes.some((pane) => pane.lasts.get(event.chat_id)?.message_id === event.message_id)) refetch();
    lead(event, parts, panes, tabs);
    guide.draw(progress);
    tabs.markUnread();
  };
  await follow({ onState, onEvent, onLine: (up) => { offline.hidden = up; } });
}

await start();
