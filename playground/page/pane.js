/** Owns one of the two screens: whose it is, which chat it shows, and what is done there. */

import { announce } from "./announcer.js";
import { api } from "./api.js";
import { excerpt, nameOf } from "./bubble.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { head } from "./head.js";
import { KINDS } from "./kinds.js";
import { openMap } from "./map.js";
import { alertBox, attempt, banner, notesPlace, toast } from "./notices.js";
import { pinnedBar } from "./pinned.js";
import { Switcher } from "./switcher.js";
import { openSendSheet, takeDrops } from "./tray.js";
import { hearTime, language, say } from "./words.js";

const ANSWER_SECONDS = 8;
const TYPING_MS = 5000;
const LIVE = { live_period: 900, horizontal_accuracy: 15 }; // seconds, metres: what a phone outdoors tells

export class Pane {
  /** `shared` is what both panes use: `geography`, `samples`, `lastTaken`, `news`, `progress()`, `takePhone(person)`. */
  constructor(kind, shared) {
    this.kind = kind;
    this.shared = shared;
    this.unread = new Map();
    this.lasts = new Map(); // chat id → its newest message
    this.chats = [];
    this.switcher = new Switcher(this, say(KINDS[kind].title));
    this.header = el("header", { class: "chat-header" });
    this.body = el("div", { class: "chat-body" });
    this.notes = notesPlace();
    this.pin = pinnedBar((id) => this.list.jump(id));
    this.banners = el("div", { class: "banners", role: "status" });
    this.element = el("section", { class: `pane ${kind}`, "data-view": "list", "aria-label": say(KINDS[kind].title), "data-testid": `pane-${kind}` },
      this.switcher.element, el("div", { class: "screen" }, this.header, this.pin.element, this.banners, this.body));
    takeDrops(this.body, (files) => this.#offer(files, ""));
  }

  /** A fresh state: the same chat and person stay chosen if they are still there. */
  async update(state) {
    this.state = state;
    for (const { id, last } of state.chats) this.#remember(id, last);
    this.chats = KINDS[this.kind].chats(state);
    this.#order();
    const remembered = Number(sessionStorage.getItem(`${this.kind} chat`));
    const wanted = this.chat?.id ?? remembered;
    const known = this.chats.find((chat) => chat.id === wanted);
    await this.choose(known ?? this.chats.find((chat) => this.#isSpokenIn(chat)) ?? this.chats[0]);
  }

  /** Whether whoever acts first in a chat speaks the page's language. */
  #isSpokenIn(chat) {
    const [first] = KINDS[this.kind].actors(chat, this.state);
    return first?.language_code?.startsWith(language());
  }

  /** The groups in which something happened last come first, as in any messenger. */
  #order() {
    if (this.kind !== "staff") return;
    const last = ({ id }) => this.lasts.get(id);
    this.chats.sort((a, b) => (last(b)?.date ?? 0) - (last(a)?.date ?? 0) || (last(b)?.turn ?? 0) - (last(a)?.turn ?? 0));
  }

  #remember(id, message) {
    this.turn = (this.turn ?? 0) + 1;
    if (message) hearTime(message.date);
    if (message) this.lasts.set(id, { ...message, turn: this.turn });
    else this.lasts.delete(id);
  }

  /** Draws the list of chats once, however much happens until the next frame. */
  #drawListSoon() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      this.#order();
      this.switcher.draw();
    });
  }

  /** The chat that somebody asked for; on a phone's screen it takes the place of the list. */
  async turnToChat(id) {
    const chat = this.chats.find((one) => one.id === id);
    this.element.dataset.view = "chat";
    await this.choose(chat);
  }

  /** Turns to a message wherever it stands among this pane's chats. */
  async #openMessage(chatId, messageId) {
    if (!this.chats.some(({ id }) => id === chatId)) { toast(this.notes, say("chat_elsewhere")); return; }
    this.sought = { messageId, behavior: chatId === this.chat.id ? "smooth" : "instant" };
    this.topic = undefined;
    await this.turnToChat(chatId);
  }

  /** Starts the chat with the bot by a link, on the phone of who acts here. */
  async #start(bot, payload) {
    const { me } = this;
    if (this.state.bots[0].username !== bot) { toast(this.notes, say("chat_elsewhere")); return; }
    await attempt(this.notes, () => api.sendText(me, { from: me, text: `/start ${payload}` }));
    this.shared.takePhone(me);
  }

  #reachSought() {
    const { sought } = this;
    this.sought = undefined;
    if (sought && !this.list.jump(sought.messageId, sought.behavior)) toast(this.notes, say("message_gone"));
  }

  showList() {
    this.element.dataset.view = "list";
    this.switcher.buttons.get(this.chat?.id)?.focus();
  }

  /** Turns to a chat by itself, unless that would disturb; tells whether it did. */
  offerChat(id) {
    if (!this.isInView() || document.querySelector("dialog[open]") || this.composer?.isBusy()) return false;
    this.turnToChat(id);
    return true;
  }

  /** Offers, in a line that stays, to turn to something. */
  showBanner(text, onClick) {
    banner(this.banners, text, onClick);
  }

  async choose(chat) {
    if (!chat) return;
    const isOther = chat.id !== this.chat?.id;
    this.chat = chat;
    this.#seen();
    if (isOther) this.banners.replaceChildren();
    sessionStorage.setItem(`${this.kind} chat`, chat.id);
    this.actors = KINDS[this.kind].actors(chat, this.state);
    const stays = !isOther && this.actors.some(({ id }) => id === this.me);
    if (!stays) this.me = this.actors[0]?.id;
    if (isOther) this.#open();
    else if (!stays) this.#renewChat();
    this.#drawHead();
    if (isOther) this.switcher.reveal();
    await this.refresh();
  }

  /** What the chosen chat holds has been seen, if it is in view. */
  #seen() {
    if (!this.isInView()) return;
    this.unread.delete(this.chat?.id);
    this.shared.news.seen(this.chat);
  }

  #open() {
    this.topic = undefined;
    this.heard = null;
    this.composer?.retire();
    const actions = {
      sendText: (text) => this.#sendText(text),
      edit: (message, text) => this.#edit(message, text),
      choosePlace: () => this.#choosePlace({}),
      shareLive: () => this.#choosePlace(LIVE),
      offer: (files, caption) => this.#offer(files, caption),
    };
    this.composer = new Composer(actions, { samples: this.shared.samples, samplesOpen: this.kind === "rider", lastTaken: this.shared.lastTaken });
    this.#renewChat();
  }

  /** A chat's look depends on who looks, so that a change of person draws it anew. */
  #renewChat() {
    this.list = new Chat({
      me: this.me,
      isGroup: this.chat.isGroup,
      geography: this.shared.geography,
      onMessageLink: (chat, message) => this.#openMessage(chat, message),
      onStartLink: (bot, payload) => this.#start(bot, payload),
      onCommand: (command) => this.#sendText(command),
      onReply: (message) => this.composer.reply(message),
      onEdit: (message) => this.composer.edit(message),
      onMove: (message) => openMap(this.shared.geography, (place) => this.#moveLive(message, place)),
      onStop: (message) => this.#moveLive(message, { stop: true }),
      onPress: (message, button) => this.#press(message, button),
    });
    const dots = [el("i"), el("i"), el("i"), el("span", { class: "unseen" }, say("typing"))];
    this.typing = el("div", { class: "typing", hidden: true, role: "status", "data-testid": "typing" }, ...dots);
    const cover = this.body.querySelector(".drop-cover");
    this.body.replaceChildren(this.list.element, this.typing, this.composer.element, this.notes, cover);
  }

  #drawHead() {
    this.switcher.draw();
    this.header.replaceChildren(...head(this));
  }

  /** Another member of the group acts from now on. */
  become(person) {
    this.me = person;
    this.#renewChat();
    this.refresh();
  }

  /** Shows one topic of a forum, all without `topic`. */
  turnToTopic(topic) {
    this.topic = topic;
    this.refresh();
  }

  /** Fetches and draws the chat; calls that come while one is under way lead to one more round. */
  async refresh() {
    if (this.refreshing) { this.again = true; return; }
    this.refreshing = true;
    try {
      do {
        this.again = false;
        await this.#fetch();
      } while (this.again);
    } finally {
      this.refreshing = false;
    }
  }

  async #fetch() {
    const { chat } = this;
    const found = await attempt(this.notes, () => api.messages(chat.id, this.me ?? chat.id));
    if (chat !== this.chat) this.again = true;
    if (!found || chat !== this.chat) return;
    const shown = found.messages.filter((message) => !this.topic || message.message_thread_id === this.topic);
    this.typing.hidden = true;
    this.pin.show(shown.findLast(({ message_id: id }) => found.pinned.includes(id)));
    this.list.show(shown);
    this.#reachSought();
    this.composer.offer({ commands: found.commands ?? [], keyboard: found.reply_keyboard, empty: !chat.isGroup && shown.length === 0 });
  }

  /** A prompt (it belongs to the message that came before it) opens a reply, if it is meant for this person. */
  #followPrompt(prompt) {
    const message = this.heard;
    if (!message) return;
    const named = (message.entities ?? []).some((entity) => entity.user?.id === this.me);
    const answered = message.reply_to_message?.from?.id === this.me;
    if (prompt.selective && !named && !answered) return;
    this.composer.reply(message);
    const next = this.shared.progress()?.next;
    if (next?.tray && next.pane === this.kind) this.composer.openSamples();
  }

  onEvent(event) {
    const isShown = event.chat_id === this.chat?.id;
    if (isShown) this.#attend(event);
    const chat = this.chats.find(({ id }) => id === event.chat_id);
    if (!chat) return;
    if (event.message && (event.type === "message" || this.lasts.get(chat.id)?.message_id === event.message.message_id)) {
      this.#remember(chat.id, event.message);
      this.#drawListSoon();
    }
    if (event.type === "message") this.#hear(event.message, chat, isShown && this.isInView());
  }

  #hear(message, chat, isSeen) {
    const { is_bot: isBot } = message.from ?? {};
    if (isSeen && message.from?.id !== this.me) announce(say("said", { name: nameOf(message.from), text: excerpt(message) }));
    if (!isSeen) this.unread.set(chat.id, (this.unread.get(chat.id) ?? 0) + 1);
    if (chat.isGroup && isBot) this.shared.news.add(chat, () => this.turnToChat(chat.id), isSeen || !this.element.checkVisibility());
  }

  #attend(event) {
    if (event.type === "typing") { this.#showTyping(event.action !== "cancel"); return; }
    if (event.type === "message") this.heard = event.message;
    if (event.reply_keyboard?.force_reply) this.#followPrompt(event.reply_keyboard);
    this.refresh();
  }

  /** On a phone's screen the other pane is hidden, or a list stands before the chat: what comes then is unread. */
  isInView() {
    return this.body.checkVisibility();
  }

  turnTo() {
    this.#seen();
    if (this.chat) this.#drawHead();
  }

  #showTyping(isBusy) {
    this.typing.hidden = !isBusy;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => { this.typing.hidden = true; }, TYPING_MS);
  }

  #message(fields) {
    this.list.toEnd();
    return { from: this.me, thread_id: this.topic, reply_to: this.composer.takeReply(), ...fields };
  }

  #sendText(text) {
    return attempt(this.notes, () => api.sendText(this.chat.id, this.#message({ text })));
  }

  #edit(message, text) {
    const field = message.text === undefined ? "caption" : "text";
    return attempt(this.notes, () => api.edit(this.chat.id, { from: this.me, message_id: message.message_id, [field]: text }));
  }

  #choosePlace(more) {
    openMap(this.shared.geography, (place) => attempt(this.notes, () => api.sendLocation(this.chat.id, this.#message({ ...place, ...more }))));
  }

  #moveLive(message, change) {
    return attempt(this.notes, () => api.edit(message.chat.id, { from: this.me, message_id: message.message_id, ...change }));
  }

  #offer(files, caption) {
    openSendSheet(files, caption, (chosen) => {
      this.composer.closeSamples();
      return attempt(this.notes, () => api.sendPictures(this.chat.id, this.#message(chosen)));
    });
  }

  async #press(message, button) {
    const press = { from: this.me, message_id: message.message_id, data: button.callback_data };
    await attempt(this.notes, async () => {
      const { callback_query_id: id } = await api.press(this.chat.id, press);
      const answer = await api.callback(id, ANSWER_SECONDS);
      if (!answer.answered) toast(this.notes, say("no_answer"));
      else if (answer.text && answer.show_alert) alertBox(answer.text);
      else if (answer.text) toast(this.notes, answer.text);
    });
  }
}
