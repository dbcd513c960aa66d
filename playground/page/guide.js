/** Owns the hint above the panes: what this is for, the steps, and which of them comes next. */

import { announce } from "./announcer.js";
import { el, icon, iconButton } from "./dom.js";
import { ofBoth, say } from "./words.js";

const KEPT = "hint";

/** Both wordings of a part stand there; the style sheet shows the one that fits the screen. */
function wording(part) {
  return [el("span", { class: "wide" }, ofBoth(part)), el("span", { class: "narrow" }, ofBoth(part, "narrow_"))];
}

function standing(parts, next) {
  if (parts.every(({ i }) => i < next)) return "done";
  return parts.some(({ i }) => i === next) ? "next" : "later";
}

export class Guide {
  /** `onNext(part)` hears what is to be done now, undefined once everything is. */
  constructor(onNext) {
    this.onNext = onNext;
    this.list = el("ol");
    this.end = el("p", { class: "hint-end", hidden: true, "data-testid": "hint-end" }, say("hint_done"),
      el("button", { type: "button", class: "action", "data-testid": "again", onclick: () => this.#again() }, say("hint_again")));
    const close = iconButton("close", say("hide_hint"), { "data-testid": "hint-close", onclick: () => this.show(false) });
    this.element = el("aside", { class: "hint", "aria-label": say("hint"), "data-testid": "hint" },
      el("p", { class: "purpose" }, say("purpose")), el("strong", {}, say("hint")), this.list, this.end, close);
    this.key = iconButton("help", say("show_hint"), { "data-testid": "hint-key", onclick: () => this.show(this.element.hidden) });
    this.show(localStorage.getItem(KEPT) !== "dismissed");
  }

  show(open) {
    this.element.hidden = !open;
    this.key.setAttribute("aria-expanded", String(open));
    localStorage.setItem(KEPT, open ? "shown" : "dismissed");
    if (!open && this.element.contains(document.activeElement)) this.key.focus();
  }

  #again() {
    this.progress.restart();
    this.draw(this.progress);
  }

  /** Shows how far `progress` has come. */
  draw(progress) {
    this.progress = progress;
    const { parts, reached } = progress;
    if (this.drawn === reached && this.list.children.length) return;
    const before = this.drawn;
    this.drawn = reached;
    const numbers = [...new Set(parts.map(({ number }) => number))];
    this.list.replaceChildren(...numbers.map((number) => this.#step(parts.map((part, i) => ({ ...part, i })).filter((part) => part.number === number))));
    this.list.hidden = reached >= parts.length;
    this.end.hidden = !this.list.hidden || parts.length === 0;
    this.element.classList.toggle("begun", reached > 0);
    this.element.classList.toggle("empty", parts.length === 0);
    this.onNext(progress.next);
    if (before !== undefined && !this.element.hidden) announce(progress.next ? `${progress.next.number + 1}. ${ofBoth(progress.next)}` : say("hint_done"));
  }

  #step(parts) {
    const { reached } = this.progress;
    const state = standing(parts, reached);
    const lines = parts.map((part) => el("span", { class: part.i < reached ? "part done" : part.i === reached ? "part next" : "part" }, ...wording(part)));
    const sign = el("span", { class: "number", "aria-hidden": "true" }, state === "done" ? icon("check") : parts[0].number + 1);
    const of = `${parts[0].number + 1}/${this.progress.parts.at(-1).number + 1}`;
    const properties = { class: state, "data-of": of, "data-testid": `step-${parts[0].number + 1}`, "aria-current": state === "next" ? "step" : undefined };
    return el("li", properties, sign, el("span", { class: "parts" }, ...lines), state === "done" ? el("span", { class: "unseen" }, say("step_done")) : null);
  }
}
