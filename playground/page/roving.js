/** Owns how lists are walked with the keyboard: one stop of the tab key each, the arrow keys within. */

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const CONTROLS = "button, a[href], select, input, textarea";

export class Roving {
  /** Walks the elements of `list` that match `items`; `isItself`: an item holds controls of its own and takes the focus. */
  constructor(list, items, { isItself = false, from = "first" } = {}) {
    Object.assign(this, { list, items, isItself, from });
    list.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("focusin", (event) => this.#turnTo(event.target.closest(items)));
  }

  /** To be called after the list was drawn: leaves one stop. */
  settle(wanted) {
    const all = [...this.list.querySelectorAll(this.items)];
    const isWalked = this.list.contains(document.activeElement);
    const keeps = this.list.contains(this.current) && (isWalked || this.from !== "last");
    this.#turnTo(wanted ?? (keeps ? this.current : all.at(this.from === "last" ? -1 : 0)), all);
  }

  #turnTo(item, all = [...this.list.querySelectorAll(this.items)]) {
    if (!item) return;
    this.current = item;
    for (const one of all) {
      one.tabIndex = one === item ? 0 : -1;
      if (this.isItself) for (const control of one.querySelectorAll(CONTROLS)) control.tabIndex = one === item ? 0 : -1;
    }
  }

  #key(event) {
    const at = event.target.closest(this.items);
    if (!at || event.altKey || event.ctrlKey || event.metaKey || (this.isItself && event.target !== at)) return;
    const all = [...this.list.querySelectorAll(this.items)].filter((one) => one.checkVisibility());
    const ends = { Home: 0, End: all.length - 1 };
    const to = ends[event.key] ?? (event.key in STEPS ? all.indexOf(at) + STEPS[event.key] : undefined);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
  }
}

/** Puts `nodes` into `list` in this order; what stays is not moved, so that it keeps focus and half-loaded pictures. */
export function place(list, nodes) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}
