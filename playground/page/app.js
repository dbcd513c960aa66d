/** Owns the page as a whole: its bar, its two panes, and how events reach them. */

import { api, follow } from "./api.js";
import { el, iconButton } from "./dom.js";
import { Geography } from "./geography.js";
import { KINDS } from "./kinds.js";
import { attempt, toast } from "./notices.js";
import { Pane } from "./pane.js";
import { language, ofBoth, say, showTimesIn, switchLanguage } from "./words.js";

const root = document.getElementById("app");
const notes = el("div", { class: "notes page-notes" });
const actions = el("div", { class: "actions" });
const offline = el("p", { class: "offline", role: "status", hidden: true }, say("offline"));

async function act(action, button) {
  button.disabled = true;
  const done = await attempt(notes, () => api.act(action.id));
  button.disabled = false;
  if (done) toast(notes, `${ofBoth(action)} · ${say("done")}`);
}

function showActions(state) {
  actions.replaceChildren(...state.actions.map((action) => {
    const button = el("button", { type: "button", class: "action", "data-testid": `action-${action.id}` }, ofBoth(action));
    button.addEventListener("click", () => act(action, button));
    return button;
  }));
}

function hint() {
  const steps = ["hint_send", "hint_submit", "hint_accept", "hint_resolve"].map((key) => el("li", {}, say(key)));
  const close = iconButton("close", say("close"), { "data-testid": "hint-close", onclick: () => showHint(false) });
  return el("aside", { class: "hint", "aria-label": say("hint"), "data-testid": "hint" }, el("strong", {}, say("hint")), el("ol", {}, ...steps), close);
}

function showHint(open) {
  root.querySelector(".hint").hidden = !open;
  localStorage.setItem("hint", open ? "shown" : "dismissed");
}

function bar() {
  const help = iconButton("help", say("show_hint"), { onclick: () => showHint(root.querySelector(".hint").hidden) });
  const other = el("button", { type: "button", class: "action plain", "data-testid": "language", onclick: switchLanguage }, say("other_language"));
  return el("header", { class: "bar" }, el("span", { class: "brand", "aria-hidden": "true" }, "前"),
    el("div", { class: "brand-name" }, el("h1", {}, say("title")), el("small", {}, say("subtitle"))), actions, help, other);
}

/** On a phone's screen one pane at a time is shown; these buttons say which. */
function tabs(panes) {
  const choose = (kind) => {
    root.dataset.tab = kind;
    for (const tab of list.children) tab.setAttribute("aria-pressed", String(tab.dataset.kind === kind));
    panes.find((pane) => pane.kind === kind).turnTo();
    list.querySelector(`[data-kind="${kind}"]`).classList.remove("unread");
  };
  const list = el("nav", { class: "tabs" }, ...Object.keys(KINDS).map((kind) =>
    el("button", { type: "button", "data-kind": kind, "data-testid": `tab-${kind}`, onclick: () => choose(kind) }, say(kind))));
  choose("rider");
  return list;
}

function markUnread(panes) {
  for (const pane of panes) {
    const count = [...pane.unread.values()].reduce((sum, one) => sum + one, 0);
    root.querySelector(`[data-testid="tab-${pane.kind}"]`).classList.toggle("unread", count > 0);
  }
}

async function start() {
  document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  const [geojson, samples] = await Promise.all([api.map().catch(() => ({ features: [] })), api.samples().catch(() => [])]);
  const shared = { geography: new Geography(geojson), samples };
  const panes = Object.keys(KINDS).map((kind) => new Pane(kind, shared));
  root.replaceChildren(bar(), offline, hint(), tabs(panes), el("main", {}, ...panes.map((pane) => pane.element)), notes);
  showHint(localStorage.getItem("hint") !== "dismissed");
  const onState = async (state) => {
    showTimesIn(state.timezone);
    showActions(state);
    await Promise.all(panes.map((pane) => pane.update(state)));
  };
  const onEvent = async (event) => {
    if (event.type === "chat") await onState(await api.state());
    else for (const pane of panes) pane.onEvent(event);
    markUnread(panes);
  };
  await follow({ onState, onEvent, onLine: (up) => { offline.hidden = up; } });
}

await start();
