/** Owns the two maps: the dialog to pick a place on, and the small picture in a location's bubble. */

import { el, iconButton, openDialog, svg } from "./dom.js";
import { pin } from "./geography.js";
import { say } from "./words.js";

const MINI = { width: 260, height: 140 }; // drawing units, 11 m each
const FRAME = { width: 720, height: 470 }; // pixels of the dialog's map on a desktop
const CLICK_PX = 5; // a pointer that moved further was dragging
const ZOOM = 1.4;
const STEP = 1 / 40; // of the view's width, per arrow key
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** The surroundings of a position, about 2.9 km across. */
export function miniMap(geography, { latitude, longitude }) {
  const middle = geography.toDrawing(latitude, longitude);
  const view = `${middle.x - MINI.width / 2} ${middle.y - MINI.height / 2} ${MINI.width} ${MINI.height}`;
  const label = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return svg("svg", { class: "map mini", viewBox: view, role: "img", "aria-label": label }, geography.draw({ names: false }), pin(middle, 28));
}

/** The picking dialog's state: what part is in view, and where the pin stands. */
class Picker {
  constructor(geography, onPick) {
    this.geography = geography;
    this.onPick = onPick;
    const margin = Math.max(geography.width, geography.height) * 0.06;
    this.view = { x: -margin, y: -margin, width: geography.width + 2 * margin, height: geography.height + 2 * margin };
    this.at = { x: geography.width / 2, y: geography.height / 2 };
    this.pin = svg("g");
    const properties = { class: "map", tabindex: "0", role: "application", "aria-label": say("map_hint"), "data-testid": "map" };
    this.drawing = svg("svg", properties, geography.draw({ names: true }), this.pin);
    this.where = el("output", { class: "where" });
    this.#listen();
    this.#redraw();
  }

  #listen() {
    const { drawing } = this;
    drawing.addEventListener("pointerdown", (event) => this.#grab(event));
    drawing.addEventListener("pointermove", (event) => this.#move(event));
    drawing.addEventListener("pointerup", (event) => this.#release(event));
    drawing.addEventListener("pointercancel", () => { this.grabbed = null; });
    drawing.addEventListener("keydown", (event) => this.#key(event));
    drawing.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1 / ZOOM : ZOOM, this.#position(event));
    }, { passive: false });
  }

  #position(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.drawing.getScreenCTM().inverse());
  }

  #grab(event) {
    this.grabbed = { x: event.clientX, y: event.clientY, view: { ...this.view }, dragging: false };
    this.drawing.setPointerCapture(event.pointerId);
  }

  #move(event) {
    if (!this.grabbed) {
      if (event.pointerType === "mouse") this.#point(this.#position(event));
      return;
    }
    const [dx, dy] = [event.clientX - this.grabbed.x, event.clientY - this.grabbed.y];
    if (Math.hypot(dx, dy) > CLICK_PX) this.grabbed.dragging = true;
    if (!this.grabbed.dragging) return;
    const scale = this.drawing.getScreenCTM().a;
    this.view.x = this.grabbed.view.x - dx / scale;
    this.view.y = this.grabbed.view.y - dy / scale;
    this.#redraw();
  }

  #release(event) {
    const clicked = this.grabbed && !this.grabbed.dragging;
    this.grabbed = null;
    if (!clicked) return;
    this.#point(this.#position(event));
    this.#send();
  }

  #key(event) {
    if (event.key === "Enter") this.#send();
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = this.view.width * STEP;
    this.#point({ x: this.at.x + arrow[0] * step, y: this.at.y + arrow[1] * step });
  }

  #send() {
    const { latitude, longitude } = this.geography.toDegrees(this.at);
    this.onPick({ latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)) });
  }

  zoom(factor, around = { x: this.view.x + this.view.width / 2, y: this.view.y + this.view.height / 2 }) {
    const { view } = this;
    this.view = {
      x: around.x - (around.x - view.x) * factor,
      y: around.y - (around.y - view.y) * factor,
      width: view.width * factor,
      height: view.height * factor,
    };
    this.#redraw();
  }

  #point(at) {
    this.at = { x: at.x, y: at.y };
    this.#redraw();
  }

  #redraw() {
    const { view } = this;
    this.drawing.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const unit = Math.max(view.width / FRAME.width, view.height / FRAME.height); // drawing units per pixel, about
    this.drawing.style.setProperty("--unit", `${unit}px`);
    this.pin.replaceChildren(pin(this.at, 32 * unit));
    const position = this.geography.toDegrees(this.at);
    const area = this.geography.areaAt(position) ?? say("outside");
    this.where.textContent = `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)} · ${area}`;
  }
}

/** Asks for a place; `onPick({latitude, longitude})` is called once, when one was chosen. */
export function openMap(geography, onPick) {
  const picker = new Picker(geography, (place) => { dialog.close(); onPick(place); });
  const controls = el("div", { class: "map-controls" },
    iconButton("plus", say("zoom_in"), { onclick: () => picker.zoom(1 / ZOOM) }),
    iconButton("minus", say("zoom_out"), { onclick: () => picker.zoom(ZOOM) }));
  const dialog = openDialog(say("map"), "map-dialog",
    el("header", {}, el("h2", {}, say("map")), iconButton("close", say("close"), { onclick: () => dialog.close() })),
    el("div", { class: "map-frame" }, picker.drawing, controls),
    el("footer", {}, picker.where, el("p", {}, say("map_hint"))));
  picker.drawing.focus();
}
