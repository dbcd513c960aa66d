/** Owns what passes over the page: toasts, alerts and a picture shown large. */

import { el, iconButton, openDialog } from "./dom.js";
import { say } from "./words.js";

const TOAST_MS = 4500;

/** A short line over `place` instead of the one before; with `onClick` it can be pressed, and stands beside others. */
export function toast(place, text, onClick) {
  const properties = { class: "toast", role: "status", "data-testid": "toast" };
  const note = onClick ? el("button", { ...properties, type: "button" }, text) : el("div", properties, text);
  const remove = () => note.remove();
  note.addEventListener("click", () => { remove(); onClick?.(); });
  if (!onClick) for (const earlier of place.querySelectorAll("div.toast")) earlier.remove();
  place.append(note);
  setTimeout(remove, TOAST_MS);
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
