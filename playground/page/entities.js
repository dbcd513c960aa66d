/** Owns how a text with Bot API entities becomes elements. Offsets count UTF-16 units, as JavaScript strings do. */

import { el, icon } from "./dom.js";
import { say } from "./words.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

function link(href, content) {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...content);
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

function withScheme(address) {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`;
}

/** A quote of which three lines are shown until it is opened; one that has no more needs no key. */
function fold(content) {
  const text = el("div", { class: "fold" }, ...content);
  const key = el("button", { type: "button", class: "fold-key", "aria-expanded": "false", "aria-label": say("show_more"), "data-testid": "fold" }, icon("chevron"));
  const quote = el("blockquote", { class: "folded" }, text, key);
  const turn = () => {
    const open = quote.classList.toggle("open");
    key.setAttribute("aria-expanded", String(open));
    key.setAttribute("aria-label", say(open ? "show_less" : "show_more"));
  };
  quote.addEventListener("click", (event) => { if (!event.target.closest("a, button:not(.fold-key)")) turn(); });
  new ResizeObserver(() => {
    if (!quote.classList.contains("open")) quote.classList.toggle("short", text.scrollHeight <= text.clientHeight + 1);
  }).observe(text);
  return quote;
}

/** Entity type → element; whatever is not listed stays plain text. */
const MAKERS = {
  url: (_, raw, content) => link(withScheme(raw), content),
  text_link: (entity, _, content) => link(entity.url, content),
  email: (_, raw, content) => link(`mailto:${raw}`, content),
  phone_number: (_, raw, content) => link(`tel:${raw}`, content),
  expandable_blockquote: (_, __, content) => fold(content),
  spoiler: (_, __, content) => el("button", { type: "button", class: "spoiler", onclick: uncover }, ...content),
  bot_command: (_, raw, content, onCommand) =>
    el("button", { type: "button", class: "command", onclick: () => onCommand(raw) }, ...content),
  mention: (_, __, content) => el("span", { class: "mention" }, ...content),
  text_mention: (_, __, content) => el("span", { class: "mention" }, ...content),
  hashtag: (_, __, content) => el("span", { class: "mention" }, ...content),
};

function uncover(event) {
  event.currentTarget.classList.add("open");
}

function make(entity, raw, content, onCommand) {
  const tag = TAGS[entity.type];
  if (tag) return [el(tag, {}, ...content)];
  const maker = MAKERS[entity.type];
  return maker ? [maker(entity, raw, content, onCommand)] : content;
}

function renderRange(text, start, end, entities, onCommand) {
  const nodes = [];
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    if (entity.offset < at) continue; // inside the one before: drawn with it
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = entities.slice(i + 1).filter((other) => other.offset < stop && other.offset >= entity.offset);
    nodes.push(text.slice(at, entity.offset));
    const content = renderRange(text, entity.offset, stop, inner, onCommand);
    nodes.push(...make(entity, text.slice(entity.offset, stop), content, onCommand));
    at = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop; // a block ends its own line
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

/** Nodes of `text`; `onCommand` is called with the command that was clicked. */
export function renderText(text, entities = [], onCommand = () => {}) {
  const outermostFirst = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, 0, text.length, outermostFirst, onCommand);
}
