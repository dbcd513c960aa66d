/** Owns the line above a chat: its name, who acts in it, and which topic of a forum is shown. */

import { el, iconButton } from "./dom.js";
import { say } from "./words.js";

function chooser(label, options, onChoose, testid) {
  const choose = (event) => onChoose(event.target.value);
  return el("label", { class: "chooser" }, label, el("select", { "data-testid": testid, onchange: choose }, ...options));
}

function personChooser(pane) {
  const people = pane.actors.map(({ id, first_name: name }) => el("option", { value: id, selected: id === pane.me }, name));
  return chooser(say("who_am_i"), people, (id) => pane.become(Number(id)), "who");
}

function topicChooser(pane) {
  const topics = pane.chat.topics.map(({ thread_id: id, name }) => el("option", { value: id, selected: id === pane.topic }, name));
  const all = el("option", { value: "" }, say("all_topics"));
  return chooser(say("topic"), [all, ...topics], (id) => pane.turnToTopic(id ? Number(id) : undefined), "topic");
}

/** What stands in the header of `pane`. */
export function head(pane) {
  const { isGroup, is_forum: isForum, name, members } = pane.chat;
  const title = isGroup ? name : pane.state.bots[0].name;
  const detail = isGroup ? say("group_of", { n: members.length }) : say("bot");
  const back = isGroup ? iconButton("back", say("groups"), { class: "icon-button back", "data-testid": "back", onclick: () => pane.showList() }) : "";
  return [
    back,
    el("span", { class: `avatar ${isGroup ? "group" : "bot"}`, "aria-hidden": "true" }, isGroup ? [...title][0] : "前"),
    el("div", { class: "chat-title" }, el("h2", {}, title), el("small", {}, detail)),
    isGroup ? personChooser(pane) : "",
    isForum ? topicChooser(pane) : "",
  ];
}
