/** Owns what tells a rider's phone from a staff group: the chats to choose from, and who may act in one. */

import { language } from "./words.js";

/** Staff have phones as well, but whoever is in no group comes first, and who speaks the page's language before others. */
function ridersFirst({ people, chats }) {
  const staff = new Set(chats.filter((chat) => chat.type !== "private").flatMap((chat) => chat.members));
  const foreign = (person) => !person.language_code?.startsWith(language());
  return [...people].sort((a, b) => staff.has(a.id) - staff.has(b.id) || foreign(a) - foreign(b));
}

export const KINDS = {
  rider: {
    title: "riders",
    chats: (state) => ridersFirst(state).map((person) => ({ id: person.id, name: person.first_name, isGroup: false })),
    actors: (chat, state) => state.people.filter((person) => person.id === chat.id),
  },
  staff: {
    title: "groups",
    chats: (state) => state.chats.filter((chat) => chat.type !== "private").map((chat) => ({ ...chat, name: chat.title, isGroup: true })),
    actors: (chat, state) => chat.members.map((member) => state.people.find(({ id }) => id === member)).filter(Boolean),
  },
};
