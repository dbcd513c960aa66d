/** Owns the lower edge of a chat: what one types, whom one replies to, the commands, attachments and the reply keys. */

import { summary } from "./bubble.js";
import { el, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { Roving } from "./roving.js";
import { chooseFiles, sampleStrip } from "./tray.js";
import { say } from "./words.js";

const TALLEST_PX = 140;

/** `actions`: `sendText(text)`, `edit(message, text)`, `choosePlace()`, `shareLive()`, `offer(files, caption)`. */
export class Composer {
  constructor(actions, { samples, samplesOpen, lastTaken }) {
    this.actions = actions;
    this.commands = [];
    this.replyTo = null;
    this.edited = null;
    this.retired = new AbortController();
    this.#make(samples, lastTaken);
    this.pictures.hidden = samples.length === 0;
    this.#showSamples(samplesOpen && samples.length > 0);
    this.element = el("div", { class: "composer" }, this.menu, this.strip, this.replyBar, this.form, this.startButton, this.keys);
    this.#listen();
  }

  #make(samples, lastTaken) {
    const { actions } = this;
    const label = say("message");
    this.input = el("textarea", { rows: 1, placeholder: label, "aria-label": label, "data-testid": "composer" });
    this.replyBar = el("div", { class: "reply-bar", hidden: true, "data-testid": "reply-bar" });
    this.menu = el("div", { class: "menu", role: "menu", hidden: true });
    this.menuRoving = new Roving(this.menu, "button");
    this.keys = el("div", { class: "reply-keyboard", hidden: true, "data-testid": "reply-keyboard" });
    this.samples = sampleStrip(samples, {
      lastTaken,
      onPick: (file, caption) => actions.offer([file], caption),
      onClose: () => this.#showSamples(false),
    });
    this.strip = this.samples.element;
    const start = () => actions.sendText("/start");
    this.startButton = el("button", { type: "button", class: "primary start", hidden: true, "data-testid": "start", onclick: start }, say("start"));
    this.form = this.#form();
  }

  #form() {
    const menuButton = (name, label, items) =>
      iconButton(name, say(label), { "data-testid": label, "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => this.#toggleMenu(items(), event.currentTarget) });
    this.slash = menuButton("slash", "commands", () => this.#commandItems(this.commands));
    const attach = menuButton("attach", "attach", () => this.#attachItems());
    this.pictures = iconButton("picture", say("samples"), { "data-testid": "samples-key", onclick: () => this.#showSamples(this.strip.hidden) });
    const send = iconButton("send", say("send"), { class: "icon-button send", type: "submit", "data-testid": "send" });
    return el("form", { class: "line" }, attach, this.input, this.pictures, this.slash, send);
  }

  #listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.input.addEventListener("input", () => { this.#fit(); this.#suggest(); });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#send(); }
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (this.opener) { this.#closeMenu(); return; }
      this.#leave();
      this.menu.hidden = true;
      this.input.focus();
    });
    this.menu.addEventListener("focusout", (event) => { if (this.opener && event.relatedTarget && !this.menu.contains(event.relatedTarget)) this.#closeMenu(false); });
    const closeMenu = (event) => { if (!this.form.contains(event.target)) this.#closeMenu(false); };
    document.addEventListener("click", closeMenu, { signal: this.retired.signal });
  }

  /** Lets go of the page when another chat's composer takes the place. */
  retire() {
    this.retired.abort();
  }

  #send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.#fit();
    this.menu.hidden = true;
    const { edited } = this;
    if (!edited) { this.actions.sendText(text); return; }
    this.#leave();
    this.actions.edit(edited, text);
  }

  #fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
  }

  #suggest() {
    const typed = this.input.value;
    const fitting = /^\/\w*$/.test(typed) ? this.commands.filter(({ command }) => `/${command}`.startsWith(typed)) : [];
    this.menu.hidden = fitting.length === 0;
    this.menu.replaceChildren(...this.#commandItems(fitting));
  }

  #toggleMenu(items, opener) {
    const opens = this.menu.hidden || this.opener !== opener;
    this.#closeMenu();
    if (!opens) return;
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    this.menu.setAttribute("aria-label", opener.getAttribute("aria-label"));
    this.menu.hidden = false;
    this.menu.replaceChildren(...items);
    this.menuRoving.settle();
    this.menu.querySelector("button")?.focus();
  }

  #closeMenu(returns = true) {
    this.menu.hidden = true;
    const { opener } = this;
    this.opener = null;
    opener?.setAttribute("aria-expanded", "false");
    if (returns) opener?.focus();
  }

  /** Whether somebody is in the middle of something here. */
  isBusy() {
    return Boolean(this.input.value.trim() || this.replyTo || this.edited || !this.menu.hidden);
  }

  #item(label, detail, act) {
    const choose = () => { this.#closeMenu(false); this.input.focus(); act(); };
    return el("button", { type: "button", role: "menuitem", onclick: choose }, el("strong", {}, label), detail ? el("span", {}, detail) : null);
  }

  #commandItems(commands) {
    const choose = (command) => { this.input.value = ""; this.actions.sendText(`/${command}`); };
    return commands.map(({ command, description }) => this.#item(`/${command}`, description, () => choose(command)));
  }

  #attachItems() {
    return [
      this.#item(say("upload"), null, () => chooseFiles((files) => this.actions.offer(files, ""))),
      this.#item(say("share_location"), null, () => this.actions.choosePlace()),
      this.#item(say("share_live"), null, () => this.actions.shareLive()),
    ];
  }

  #showSamples(open) {
    const heldFocus = !open && this.strip.contains(document.activeElement);
    this.strip.hidden = !open;
    if (heldFocus) this.pictures.focus();
    this.pictures.setAttribute("aria-pressed", String(open));
  }

  /** Lays out the samples, those that show things put right first. */
  openSamples() {
    this.samples.order();
    this.#showSamples(true);
  }

  /** Makes room for the chat once a picture has been sent. */
  closeSamples() {
    this.#showSamples(false);
  }

  /** The next message replies to this one. */
  reply(message) {
    this.#leave();
    this.replyTo = message;
    const { name, text } = summary(message);
    this.#showBar(say("reply_to", { name }), text);
  }

  /** The next text replaces this message's. */
  edit(message) {
    this.#leave();
    this.edited = message;
    const { text } = summary(message);
    this.#showBar(say("editing"), text);
    this.input.value = message.text ?? message.caption ?? "";
    this.#fit();
  }

  #showBar(title, text) {
    this.replyBar.replaceChildren(el("div", {}, el("strong", {}, title), el("span", {}, text)),
      iconButton("close", say("cancel"), { onclick: () => this.#leave() }));
    this.replyBar.hidden = false;
    this.input.focus();
  }

  #leave() {
    if (this.edited) this.input.value = "";
    this.replyTo = null;
    this.edited = null;
    this.replyBar.hidden = true;
  }

  /** Takes the message one replies to out of the composer: it is used once. */
  takeReply() {
    const replied = this.replyTo?.message_id;
    this.#leave();
    return replied;
  }

  /** What the bot offers here now; `empty` shows the start button a fresh private chat has. */
  offer({ commands = [], keyboard, empty }) {
    this.commands = commands;
    this.slash.hidden = commands.length === 0;
    this.startButton.hidden = !empty;
    this.form.hidden = empty;
    const presses = { onText: (text) => this.actions.sendText(text), onLocation: () => this.actions.choosePlace() };
    const rows = keyboard?.keyboard ? replyKeyboard(keyboard, presses) : [];
    this.keys.hidden = rows.length === 0;
    this.keys.replaceChildren(...rows);
    this.input.placeholder = keyboard?.input_field_placeholder ?? say("message");
  }
}
