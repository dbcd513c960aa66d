/** Owns the calls to the playground's people's face (`/play/…`) and the stream of its events. */

const EVENTS = ["message", "edited_message", "deleted_message", "callback_answered", "chat", "reply_keyboard", "typing", "reaction", "unpinned"];
const RECONNECT_MS = 1000;

async function call(path, options) {
  const response = await fetch(`/play/${path}`, options);
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Error(body.description ?? body.error ?? `${response.status} ${response.statusText}`);
  }
  return response.json();
}

function post(path, body) {
  return call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/** `undefined` entries fall away, so that optional fields are simply absent. */
export const api = {
  state: () => call("state"),
  /** Commands are those that `viewer` is offered there. */
  messages: (chat, viewer) => call(`chats/${chat}/messages?viewer=${viewer}`),
  addPerson: (person) => post("people", person),
  sendText: (chat, body) => post(`chats/${chat}/text`, body),
  edit: (chat, body) => post(`chats/${chat}/edit`, body),
  sendLocation: (chat, body) => post(`chats/${chat}/location`, body),
  press: (chat, body) => post(`chats/${chat}/press`, body),
  callback: (id, seconds) => call(`callbacks/${id}?wait=${seconds}`),
  samples: () => call("samples"),
  map: () => call("map"),
  act: (id) => post(`actions/${id}`, {}),
  fileAddress: (id) => `/play/files/${encodeURIComponent(id)}`,
  sampleAddress: (name) => `/play/samples/${encodeURIComponent(name)}`,
  /** A new photograph of a sample's scene. */
  takeSample: (name) => fetch(`/play/samples/${encodeURIComponent(name)}`, { method: "POST" }).then((response) => response.blob()),
  /** What happened after an event, at once. */
  eventsAfter: (seq) => call(`wait?after=${seq}&timeout=0`),

  /** `as` is "photo" or "document"; several files become an album. */
  sendPictures(chat, { files, ...fields }) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== "") form.append(name, value);
    for (const file of files) form.append("file", file, file.name);
    return call(`chats/${chat}/photo`, { method: "POST", body: form });
  },
};

/**
 * Follows the events for as long as the page lives. Each (re)connection first hands over a fresh state, so that what
 * happened while the line was down is fetched and not replayed.
 */
export async function follow(listeners) {
  const { onState, onEvent, onLine } = listeners;
  const startAgain = () => {
    onLine(false);
    setTimeout(() => follow(listeners), RECONNECT_MS);
  };
  const state = await api.state().catch(() => null);
  if (!state) {
    startAgain();
    return;
  }
  await onState(state);
  const source = new EventSource(`/play/events?after=${state.seq}`);
  for (const type of EVENTS) source.addEventListener(type, (event) => onEvent(JSON.parse(event.data)));
  source.onopen = () => onLine(true);
  source.onerror = () => {
    source.close();
    startAgain();
  };
}
