/** Owns the two kinds of keyboards: the one under a message and the one under the composer. */

import { el } from "./dom.js";

const styled = (kind, { style }) => (style ? `${kind} style-${style}` : kind);

function inlineButton(button, onPress) {
  if (button.url) {
    const arrow = el("span", { class: "arrow", "aria-hidden": "true" }, "↗");
    return el("a", { class: styled("key", button), href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text, arrow);
  }
  const properties = { type: "button", class: styled("key", button), "data-testid": "inline-key", "data-callback": button.callback_data };
  const key = el("button", properties, button.text);
  key.addEventListener("click", async () => {
    key.classList.add("waiting");
    await onPress(button).finally(() => key.classList.remove("waiting"));
  });
  return key;
}

/** The rows under a message; `onPress(button)` returns a promise that ends when the bot has answered. */
export function inlineKeyboard(markup, onPress) {
  const rows = markup.inline_keyboard.map((row) => el("div", { class: "row" }, ...row.map((button) => inlineButton(button, onPress))));
  return el("div", { class: "inline-keyboard", "data-testid": "inline-keyboard" }, ...rows);
}

/** The rows under the composer; a plain key sends its text, a `request_location` key opens the map. */
export function replyKeyboard(markup, { onText, onLocation }) {
  const key = (button) => {
    const asked = typeof button === "string" ? { text: button } : button;
    const act = asked.request_location ? onLocation : () => onText(asked.text);
    return el("button", { type: "button", class: styled("reply-key", asked), "data-testid": "reply-key", onclick: act }, asked.text);
  };
  return markup.keyboard.map((row) => el("div", { class: "row" }, ...row.map(key)));
}
