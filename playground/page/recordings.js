/** Voice messages and videos in the chat: played where they stand. */

import { api } from "./api.js";
import { el } from "./dom.js";
import { say } from "./words.js";

const sound = (name) => (message) =>
  el("audio", { controls: true, preload: "metadata", src: api.fileAddress(message[name].file_id), "aria-label": message.caption ?? say("voice") });

const film = (name) => (message) =>
  el("video", {
    controls: true, preload: "metadata", playsinline: true, class: `film ${name}`,
    src: api.fileAddress(message[name].file_id), "aria-label": message.caption ?? say("video"),
  });

/** Content field → its element. */
export const RECORDINGS = { voice: sound("voice"), audio: sound("audio"), video: film("video"), video_note: film("video_note") };

/** Content field → the word that stands for it in a quote. */
export const RECORDING_WORDS = { voice: "voice", audio: "voice", video: "video", video_note: "video" };
