/** Owns how elements are made: one function for HTML, one for SVG, and the few icons drawn by hand. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  attach: "M16.5 6.5v9a4.5 4.5 0 0 1-9 0v-10a3 3 0 0 1 6 0v9.5a1.5 1.5 0 0 1-3 0V7",
  back: "M15 5l-7 7 7 7",
  check: "M5 12.5l4.500 4.500L19 7.500",
  chevron: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  edit: "M4.5 19.5l1-4.2L16 4.8a1.7 1.7 0 0 1 2.400 0l.8.8a1.7 1.7 0 0 1 0 2.400L8.7 18.5z",
  document: "M7 3h7l4 4v14H7zM14 3v4h4",
  help: "M9 9.2a3 3 0 1 1 4.4 2.7c-1 .5-1.4 1-1.4 2.1M12 17.5v.2",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.2v.1",
  pin: "M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11zM12 10.5v-.1",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  reply: "M10 6L4 11l6 5v-3.2c5 0 8 1.2 10 5.2-.6-6-4-9-10-9z",
  send: "M4 12l16-8-5 16-3.5-6.5z",
  slash: "M14.5 5l-5 14",
  upload: "M12 16V5M7.5 9L12 4.5 16.5 9M5 19h14",
};

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** An HTML element; properties named `on…` are listeners, the others attributes. */
export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** A round button that shows an icon and says its name to a screen reader. */
export function iconButton(name, label, properties = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, ...properties }, icon(name));
}

/** A modal dialog that removes itself when it is closed; `Esc` and a click beside it close it. */
export function openDialog(label, className, ...children) {
  const dialog = el("dialog", { class: className, "aria-label": label }, ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
