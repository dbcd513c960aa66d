/** Owns what passes over the page: toasts, alerts and a picture shown large. */

import { el, iconButton, openDialog } from "./dom.js";
import { say } from "./words.js";

const TOAST_MS = 4500;

/** Where toasts appear: there before them, so that a screen reader hears them come. */
export function notesPlace(className = "") {
  return el("div", { class: `notes ${className}`, role: "status" });
}

/** A short line over `place` instead of the one before; with `onClick` it can be pressed. */
export function toast(place, text, onClick) {
  const properties = { class: "toast", "data-testid": "toast" };
  const note = onClick ? el("button", { ...properties, type: "button" }, text) : el("div", properties, text);
  const remove = () => note.remove();
  note.addEventListener("click", () => { remove(); onClick?.(); });
  place.replaceChildren(note);
  setTimeout(remove, TOAST_MS);
}

/** A line that stays in `place`, instead of the one before, until it is pressed or closed. */
export function banner(place, text, onClick) {
  const remove = () => place.replaceChildren();
  const open = el("button", { type: "button", class: "banner-open", "data-testid": "banner", onclick: () => { remove(); onClick(); } }, text);
  place.replaceChildren(el("div", { class: "banner" }, open, iconButton("close", say("close"), { onclick: remove })));
}

/** What a bot answers with `show_alert`. */
export function alertBox(text) {
  const close = el("button", { type: "button", class: "primary", autofocus: true, onclick: () => dialog.close() }, say("ok"));
  const dialog = openDialog(text, "alert", el("p", { "data-testid": "alert" }, text), close);
}

export function showLarge(address, label) {
  const close = iconButton("close", say("close"), { onclick: () => dialog.close() });
  const dialog = openDialog(label, "large", el("img", { src: address, alt: label }), close);
}

/** Runs `work` and tells in `place` when it fails; gives back what it gave, or undefined. */
export async function attempt(place, work) {
  try {
    return await work();
  } catch (error) {
    toast(place, say("failed", { why: error.message }));
    return undefined;
  }
}
