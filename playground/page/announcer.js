/** Owns what a screen reader hears: new messages one by one, a burst of them as a number. */

import { el } from "./dom.js";
import { say } from "./words.js";

const QUIET_MS = 600;
const MOST = 2; // texts said one after the other
const LONGEST = 160;

const region = el("div", { class: "unseen", role: "status", "aria-live": "polite", "data-testid": "announced" });
let waiting = [];
let timer;

/** The element to put on the page once. */
export const announcer = region;

/** Says a text as soon as nothing more comes. */
export function announce(text) {
  waiting.push(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    region.textContent = waiting.length > MOST ? say("many_new", { n: waiting.length }) : waiting.join(" ");
    waiting = [];
  }, QUIET_MS);
}
