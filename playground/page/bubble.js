/** Owns how one message, or one album, looks. */

import { api } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { renderText } from "./entities.js";
import { inlineKeyboard } from "./keyboard.js";
import { miniMap } from "./map.js";
import { showLarge } from "./notices.js";
import { RECORDINGS, RECORDING_WORDS } from "./recordings.js";
import { clockOf, say } from "./words.js";

const MOST_PINNED = 32; // characters of what a line about a pin quotes
const SHOWN_PX = 800; // the smallest copy at least this wide is fetched
/** How a person or bot is called. */
export const nameOf = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

/** Service field → its line; the first one that a message carries is shown. */
const SERVICE = {
  new_chat_members: (users) => say("joined", { name: users.map(nameOf).join("、") }),
  left_chat_member: (user) => say("left", { name: nameOf(user) }),
  group_chat_created: () => say("created"),
  supergroup_chat_created: () => say("created"),
  migrate_to_chat_id: () => say("migrated"),
  migrate_from_chat_id: () => say("migrated"),
  pinned_message: (pinned, { from }) => say("pinned", { name: nameOf(from), text: oneLine(pinned) }),
  forum_topic_created: (topic) => say("topic_created", { name: topic.name }),
};

function serviceLine(message) {
  const field = Object.keys(SERVICE).find((name) => name in message);
  return field ? SERVICE[field](message[field], message) : null;
}

function photo(message) {
  const sizes = [...message.photo].sort((a, b) => a.width - b.width);
  const size = sizes.find(({ width }) => width >= SHOWN_PX) ?? sizes.at(-1);
  const address = api.fileAddress(size.file_id);
  const label = message.caption ?? say("photo");
  const image = el("img", { src: address, alt: label, width: size.width, height: size.height, loading: "lazy" });
  return el("button", { type: "button", class: "photo", "aria-label": label, onclick: () => showLarge(address, label) }, image);
}

function bytes(count) {
  return count >= 1e6 ? `${(count / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(count / 1e3))} KB`;
}

function documentFile(message) {
  const { document: file } = message;
  const address = api.fileAddress(file.file_id);
  const isPicture = /^image\/(jpeg|png|webp|gif)$/.test(file.mime_type ?? "");
  const face = isPicture ? el("img", { src: address, alt: "", loading: "lazy" }) : icon("document");
  const open = isPicture ? { onclick: (event) => { event.preventDefault(); showLarge(address, file.file_name); } } : {};
  return el("a", { class: "document", href: address, download: file.file_name ?? "", ...open },
    el("span", { class: "document-face" }, face),
    el("span", {}, el("strong", {}, file.file_name ?? say("file")), el("small", {}, bytes(file.file_size ?? 0))));
}

/** The keys of one's own live location, while it lives. */
function liveKeys(message, { me, onMove, onStop }) {
  if (!message.location?.live_period || message.from?.id !== me) return null;
  const key = (name, act) => el("button", { type: "button", class: "live-key", "data-testid": name, onclick: () => act(message) }, say(name));
  return el("div", { class: "live-keys" }, key("live_move", onMove), key("live_stop", onStop));
}

function place(message, context) {
  const { geography } = context;
  const position = message.venue?.location ?? message.location;
  const title = message.venue?.title ?? say(position.live_period ? "live_location" : "location");
  const detail = message.venue?.address ?? `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`;
  return el("div", { class: "place", "data-testid": "place" }, miniMap(geography, position),
    el("p", {}, el("strong", {}, title), el("small", {}, detail)), liveKeys(message, context));
}

/** Content field → its element; a venue also carries `location`, so it stands first. */
const CONTENT = { photo, ...RECORDINGS, document: documentFile, venue: place, location: place };

function content(message, context) {
  const field = Object.keys(CONTENT).find((name) => name in message);
  return field ? CONTENT[field](message, context) : null;
}

/** A message in a line. */
export function excerpt(message) {
  const kinds = { photo: "photo", ...RECORDING_WORDS, document: "file", venue: "location", location: "location" };
  const kind = Object.keys(kinds).find((name) => name in message);
  return message.text ?? message.caption ?? (kind ? say(kinds[kind]) : serviceLine(message) ?? "");
}

/** The first line of a message, short enough for a line about it. */
function oneLine(message) {
  const [line] = excerpt(message).split("\n");
  const signs = [...line];
  return signs.length > MOST_PINNED ? `${signs.slice(0, MOST_PINNED).join("")}…` : line;
}

function quote(message, { onJump }) {
  const original = message.reply_to_message;
  if (!original || original.forum_topic_created) return null;
  return el("button", { type: "button", class: `quote ${tint(original.from)}`, onclick: () => onJump(original.message_id) },
    el("strong", {}, nameOf(original.from ?? { first_name: "" })), el("span", {}, excerpt(original)));
}

/** The colour class in which a person's name is written. */
export function tint(user) {
  return `person-${Math.abs(user?.id ?? 0) % 6}`;
}

function words(message, { onCommand }) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.entities ?? message.caption_entities;
  return el("div", { class: "words", "data-testid": "words" }, ...renderText(text, entities, onCommand));
}

function time(message) {
  const edited = message.edit_date ? el("i", { "data-testid": "edited" }, say("edited")) : null;
  const kept = message.has_protected_content ? el("i", { "data-testid": "protected", title: say("protected") }, "🔒") : null;
  return el("span", { class: "time" }, kept, edited, el("time", { datetime: new Date(message.date * 1000).toISOString() }, clockOf(message.date)));
}

function reaction({ reaction: emoji }) {
  return emoji ? el("span", { class: "reaction", "data-testid": "reaction" }, emoji) : null;
}

function sender(message, { me, isGroup }) {
  if (!isGroup || message.from?.id === me || !message.from) return null;
  const mark = message.from.is_bot ? el("small", {}, say("bot")) : null;
  return el("div", { class: `sender ${tint(message.from)}` }, nameOf(message.from), mark);
}

function pictures(messages, context) {
  if (messages.length === 1) return content(messages[0], context);
  const kind = messages.every((message) => message.photo) ? "photos" : "files";
  return el("div", { class: `album ${kind} of-${Math.min(messages.length, 10)}` }, ...messages.map((message) => content(message, context)));
}

/** A press-and-hold on touch screens, a double click elsewhere, and a button for keyboards: all reply. */
function makeRepliable(bubble, reply) {
  let held;
  bubble.addEventListener("dblclick", (event) => event.target.closest("button, a") ?? reply());
  bubble.addEventListener("touchstart", () => { held = setTimeout(reply, 500); }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) bubble.addEventListener(end, () => clearTimeout(held), { passive: true });
}

/**
 * One entry of a chat: `messages` are one message or the parts of an album. `context` holds who looks (`me`,
 * `isGroup`), the `geography`, and what presses do (`onCommand`, `onJump`, `onReply`, `onEdit`, `onMove`, `onStop`, `onPress`).
 */
export function bubble(messages, context) {
  const [message] = messages;
  const service = serviceLine(message);
  const identity = { "data-testid": "message", "data-message-id": message.message_id };
  if (service) return el("div", { class: "service", ...identity }, serviceWords(message, service, context));
  const captioned = messages.find((part) => part.caption) ?? message;
  const shown = [pictures(messages, context), words(captioned, context)];
  if (!shown.some(Boolean)) shown.push(el("em", { class: "words" }, say("unsupported")));
  const reply = () => context.onReply(message);
  const kind = ["photo", "location", "venue"].find((name) => name in message) ? "pictured" : "";
  const body = el("div", { class: `bubble ${kind} ${captioned.caption || message.text ? "" : "wordless"}` },
    sender(message, context), quote(message, context), ...shown, time(messages.at(-1)), reaction(message));
  makeRepliable(body, reply);
  const markup = message.reply_markup?.inline_keyboard;
  const own = message.from?.id === context.me;
  const label = say("message_of", { name: nameOf(message.from ?? { first_name: "" }), time: clockOf(message.date) });
  return el("div", { class: `entry ${own ? "own" : "other"}`, role: "article", "aria-label": label, ...identity },
    el("div", { class: "column" }, body, markup ? inlineKeyboard(message.reply_markup, (button) => context.onPress(message, button)) : null),
    el("div", { class: "tools" }, ...tools(captioned, own, context)));
}

/** A line about a message leads to it. */
function serviceWords({ pinned_message: pinned }, words, { onJump }) {
  const jump = { type: "button", onclick: () => onJump(pinned?.message_id) };
  return pinned ? el("button", jump, el("span", {}, words)) : el("span", {}, words);
}

function tools(message, own, { onReply, onEdit }) {
  const reply = iconButton("reply", say("reply"), { "data-testid": "reply", onclick: () => onReply(message) });
  const isWords = "text" in message || "photo" in message || "document" in message;
  if (!own || !isWords) return [reply];
  return [reply, iconButton("edit", say("edit"), { "data-testid": "edit", onclick: () => onEdit(message) })];
}

/** Who wrote a message and its beginning, as the composer's reply bar shows it. */
export function summary(message) {
  return { name: nameOf(message.from ?? { first_name: "" }), text: excerpt(message) };
}
