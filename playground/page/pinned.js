/** Owns the line at a chat's top that shows its newest pinned message. */

import { excerpt } from "./bubble.js";
import { el } from "./dom.js";
import { say } from "./words.js";

/** The line, hidden while nothing is pinned; a tap calls `onJump` with the message's id. */
export function pinnedBar(onJump) {
  let pinned;
  const words = el("span", {});
  const element = el("button", { type: "button", class: "pinned", hidden: true, "data-testid": "pinned", onclick: () => onJump(pinned) },
    el("strong", {}, say("pinned_message")), words);
  return {
    element,
    show(message) {
      pinned = message?.message_id;
      element.hidden = !message;
      words.textContent = message ? excerpt(message) : "";
    },
  };
}
