/** Owns where pictures come from: the strip of samples, and the sheet in which they are looked over and sent. */

import { api } from "./api.js";
import { el, iconButton, openDialog } from "./dom.js";
import { place, Roving } from "./roving.js";
import { language, ofBoth, say } from "./words.js";

/** The samples as a visitor who reads the page is offered them. */
function inOrder(samples) {
  return [...samples].sort((a, b) => (b.first === language()) - (a.first === language()));
}

/** How fitting a sample is for who puts things right: what shows the last scene mended, then others that are mended. */
function fitting(sample, last) {
  if (!sample.after) return 2;
  return sample.after === last ? 0 : 1;
}

/**
 * A row of the playground's sample pictures; each press takes a new photograph. `onPick(file, caption)`; `lastTaken`
 * holds the `name` of the scene taken last. `order()` puts those first that show things put right.
 */
export function sampleStrip(samples, { onPick, onClose, lastTaken }) {
  const choose = async (sample) => {
    const blob = await api.takeSample(sample.name);
    if (!sample.after) lastTaken.name = sample.name;
    onPick(new File([blob], `${sample.name}.jpg`, { type: "image/jpeg" }), ofBoth(sample, "caption_"));
  };
  const one = (sample) => el("button", { type: "button", class: "sample", "data-testid": `sample-${sample.name}`, onclick: () => choose(sample) },
    el("img", { src: api.sampleAddress(sample.name), alt: "", loading: "lazy" }), el("span", {}, ofBoth(sample)));
  const row = el("div", { class: "sample-row", onwheel: scrollSideways }, ...inOrder(samples).map(one));
  const roving = new Roving(row, ".sample");
  roving.settle();
  const order = () => {
    const nodes = [...samples].sort((a, b) => fitting(a, lastTaken.name) - fitting(b, lastTaken.name));
    place(row, nodes.map(({ name }) => row.querySelector(`[data-testid="sample-${name}"]`)));
    row.scrollLeft = 0;
    roving.settle(row.firstElementChild);
  };
  const element = el("section", { class: "samples", "aria-label": say("samples"), "data-testid": "samples" },
    el("header", {}, el("strong", {}, say("samples")), el("span", {}, say("samples_hint")), iconButton("close", say("close"), { onclick: onClose })),
    row);
  return { element, order };
}

/** A mouse wheel only turns one way, and the strip has only one way to go. */
function scrollSideways(event) {
  if (event.deltaX) return;
  event.preventDefault();
  event.currentTarget.scrollLeft += event.deltaY;
}

function choice(value, checked) {
  const name = value === "document" ? "as_file" : "as_photo";
  return el("label", { class: "choice" },
    el("input", { type: "radio", name: "as", value, checked, "data-testid": `as-${value}` }),
    el("span", {}, el("strong", {}, say(name)), el("small", {}, say(`${name}_why`))));
}

function thumbnail(file, remove) {
  const address = URL.createObjectURL(file);
  const image = el("img", { src: address, alt: file.name, onload: () => URL.revokeObjectURL(address) });
  return el("figure", {}, image, el("figcaption", {}, file.name), iconButton("close", say("remove"), { onclick: remove }));
}

/** Lets a person choose picture files of their own; `onFiles` gets them as an array. */
export function chooseFiles(onFiles) {
  const input = el("input", { type: "file", accept: "image/*,.heic,.avif", multiple: true });
  input.addEventListener("change", () => input.files.length && onFiles([...input.files]));
  input.click();
}

/**
 * The sheet before sending: pictures, file or photo, caption. `onSend({files, as, caption})` is called when its form
 * is submitted; several files become an album.
 */
export function openSendSheet(chosen, caption, onSend) {
  let files = [...chosen];
  const row = el("div", { class: "chosen" });
  const text = el("textarea", { name: "caption", rows: 2, maxlength: 1024, placeholder: say("caption"), "aria-label": say("caption"), "data-testid": "caption" });
  text.value = caption;
  const more = iconButton("plus", say("upload"), { class: "icon-button more", onclick: () => chooseFiles((added) => { files.push(...added); draw(); }) });
  const draw = () => row.replaceChildren(...files.map((file) => thumbnail(file, () => {
    files = files.filter((other) => other !== file);
    if (files.length) draw(); else dialog.close();
  })), more);
  const form = el("form", { method: "dialog" },
    el("header", {}, el("h2", {}, say("send_pictures")), iconButton("close", say("close"), { onclick: () => dialog.close() })),
    row, el("fieldset", {}, choice("document", true), choice("photo", false)), text,
    el("button", { class: "primary", "data-testid": "send-pictures" }, say("send")));
  form.addEventListener("submit", () => onSend({ files, as: new FormData(form).get("as"), caption: text.value.trim() }));
  const dialog = openDialog(say("send_pictures"), "send-sheet", form);
  draw();
  text.focus();
}

/** Makes `area` take pictures that are dropped on it. */
export function takeDrops(area, onFiles) {
  const cover = el("div", { class: "drop-cover", "aria-hidden": "true" }, say("drop"));
  area.append(cover);
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("dropping"); });
  area.addEventListener("dragleave", (event) => !area.contains(event.relatedTarget) && area.classList.remove("dropping"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("dropping");
    if (event.dataTransfer.files.length) onFiles([...event.dataTransfer.files]);
  });
}
