/** Owns one of the two screens: whose it is, which chat it shows, and what is done there. */

import { api } from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { head } from "./head.js";
import { KINDS } from "./kinds.js";
import { openMap } from "./map.js";
import { alertBox, attempt, toast } from "./notices.js";
import { switcher } from "./switcher.js";
import { openSendSheet, takeDrops } from "./tray.js";
import { language, say } from "./words.js";

const ANSWER_SECONDS = 8;
const TYPING_MS = 5000;
const LIVE = { live_period: 900, horizontal_accuracy: 15 }; // seconds, metres: what a phone outdoors tells

export class Pane {
  /** `shared` is what both panes use: `geography`, `samples`. */
  constructor(kind, shared) {
    this.kind = kind;
    this.shared = shared;
    this.unread = new Map();
    this.chats = [];
    this.switch = el("nav", { class: "switcher", "aria-label": say(KINDS[kind].title) });
    this.header = el("header", { class: "chat-header" });
    this.body = el("div", { class: "chat-body" });
    this.notes = el("div", { class: "notes" });
    this.element = el("section", { class: `pane ${kind}`, "aria-label": say(KINDS[kind].title), "data-testid": `pane-${kind}` },
      this.switch, el("div", { class: "screen" }, this.header, this.body, this.notes));
    takeDrops(this.body, (files) => this.#offer(files, ""));
  }

  /** A fresh state: the same chat and person stay chosen if they are still there. */
  async update(state) {
    this.state = state;
    this.chats = KINDS[this.kind].chats(state);
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

  async choose(chat) {
    if (!chat) return;
    const isOther = chat.id !== this.chat?.id;
    this.chat = chat;
    this.unread.delete(chat.id);
    sessionStorage.setItem(`${this.kind} chat`, chat.id);
    this.actors = KINDS[this.kind].actors(chat, this.state);
    const stays = !isOther && this.actors.some(({ id }) => id === this.me);
    if (!stays) this.me = this.actors[0]?.id;
    if (isOther) this.#open();
    else if (!stays) this.#renewChat();
    this.#drawHead();
    await this.refresh();
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
    this.composer = new Composer(actions, { samples: this.shared.samples, samplesOpen: this.kind === "rider" });
    this.#renewChat();
  }

  /** A chat's look depends on who looks, so that a change of person draws it anew. */
  #renewChat() {
    this.list = new Chat({
      me: this.me,
      isGroup: this.chat.isGroup,
      geography: this.shared.geography,
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
    this.body.replaceChildren(this.list.element, this.typing, this.composer.element, cover);
  }

  #drawHead() {
    this.switch.replaceChildren(...switcher(this));
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
    this.list.show(shown);
    this.composer.offer({ commands: found.commands ?? [], keyboard: found.reply_keyboard, empty: !chat.isGroup && shown.length === 0 });
  }

  /** A prompt (it belongs to the message that came before it) opens a reply, if it is meant for this person. */
  #followPrompt(prompt) {
    const message = this.heard;
    if (!message) return;
    const named = (message.entities ?? []).some((entity) => entity.user?.id === this.me);
    const answered = message.reply_to_message?.from?.id === this.me;
    if (!prompt.selective || named || answered) this.composer.reply(message);
  }

  onEvent(event) {
    const isShown = event.chat_id === this.chat?.id;
    if (isShown) this.#attend(event);
    const chat = this.chats.find(({ id }) => id === event.chat_id);
    if (event.type !== "message" || !chat || (isShown && this.#isInView())) return;
    this.unread.set(chat.id, (this.unread.get(chat.id) ?? 0) + 1);
    this.#drawHead();
    if (chat.isGroup && this.#isInView()) toast(this.notes, say("new_in", { name: chat.name }), () => this.choose(chat));
  }

  #attend(event) {
    if (event.type === "typing") { this.#showTyping(event.action !== "cancel"); return; }
    if (event.type === "message") this.heard = event.message;
    if (event.reply_keyboard?.force_reply) this.#followPrompt(event.reply_keyboard);
    this.refresh();
  }

  /** On a phone's screen the other pane is hidden: what arrives in it then is unread until it is turned to. */
  #isInView() {
    return this.element.checkVisibility();
  }

  turnTo() {
    this.unread.delete(this.chat?.id);
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
