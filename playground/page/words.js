/** Owns the page's own words in both languages; what the bot says comes from the bot. */

const WORDS = {
  title: ["前哨", "Qianshao"],
  purpose: ["骑手拍一张，社区去修，修好有回音 · 演示，数据只在本机", "Riders snap it, the community fixes it, riders hear back · demo, data stays on this machine"],
  screens: ["骑手或社区", "Rider or staff"],
  other_language: ["English", "中文"],
  rider: ["骑手", "Rider"],
  staff: ["社区", "Staff"],
  riders: ["骑手手机", "Rider's phone"],
  groups: ["社区工作群", "Staff groups"],
  new_rider: ["添加骑手", "Add a rider"],
  who_am_i: ["我是", "I am"],
  topic: ["话题", "Topic"],
  all_topics: ["全部话题", "All topics"],
  bot: ["机器人", "bot"],
  group_of: ["{n} 名成员", "{n} members"],
  offline: ["连接中断，正在重连……", "Connection lost, reconnecting…"],
  typing: ["正在输入", "typing"],
  start: ["开始", "Start"],
  nothing_here: ["这里还没有消息", "No messages yet"],
  start_hint: ["点“开始”，看看机器人能做什么", "Press Start to see what the bot can do"],
  message: ["消息", "Message"],
  send: ["发送", "Send"],
  attach: ["添加附件", "Attach"],
  commands: ["命令菜单", "Commands"],
  edit: ["编辑", "Edit"],
  reply: ["回复", "Reply"],
  reply_to: ["回复 {name}", "Reply to {name}"],
  cancel: ["取消", "Cancel"],
  editing: ["编辑消息", "Edit message"],
  close: ["关闭", "Close"],
  edited: ["已编辑", "edited"],
  protected: ["不能转发、保存", "can't be forwarded or saved"],
  photo: ["照片", "Photo"],
  voice: ["语音", "Voice message"],
  video: ["视频", "Video"],
  file: ["文件", "File"],
  location: ["位置", "Location"],
  live_location: ["实时位置", "Live location"],
  samples: ["示例照片", "Sample pictures"],
  samples_hint: ["点一张，像骑手那样上报", "Pick one and report it as a rider would"],
  upload: ["上传自己的图片", "Upload your own"],
  share_live: ["共享实时位置 15 分钟", "Share a live location for 15 minutes"],
  live_move: ["移动", "Move"],
  live_stop: ["停止共享", "Stop sharing"],
  share_location: ["在地图上选位置", "Pick a place on the map"],
  send_pictures: ["发送图片", "Send pictures"],
  caption: ["说明", "Caption"],
  as_file: ["作为文件", "As a file"],
  as_file_why: ["保留 GPS 位置", "keeps the GPS position"],
  as_photo: ["作为照片", "As a photo"],
  as_photo_why: ["Telegram 会去掉位置", "Telegram removes the position"],
  drop: ["松开即可添加", "Drop to add"],
  remove: ["移除", "Remove"],
  map: ["选择位置", "Choose a place"],
  map_hint: ["点击地图发送位置；拖动平移，滚轮缩放；也可用方向键与回车", "Click to send that place; drag to move, scroll to zoom; arrow keys and Enter work too"],
  zoom_in: ["放大", "Zoom in"],
  zoom_out: ["缩小", "Zoom out"],
  outside: ["社区范围之外", "outside every community"],
  ok: ["好", "OK"],
  no_answer: ["机器人还没有回应", "The bot has not answered yet"],
  failed: ["没有成功：{why}", "That did not work: {why}"],
  new_in: ["{name} 有新消息", "New in {name}"],
  new_in_groups: ["{n} 个群有新消息", "New messages in {n} groups"],
  passed: ["{what}：{n} 个群有新消息", "{what}: new messages in {n} groups"],
  passed_quietly: ["{what}：没有新消息", "{what}: no new messages"],
  many_new: ["{n} 条新消息", "{n} new messages"],
  said: ["{name}：{text}", "{name}: {text}"],
  unread: ["条未读", "unread"],
  messages: ["消息", "Messages"],
  message_of: ["{name}，{time}", "{name}, {time}"],
  arrived_staff: ["📬 工单到了：{name} → 看看", "📬 New ticket: {name} → see it"],
  arrived_rider: ["📣 骑手{name}收到回音 → 看看", "📣 {name} heard back → see it"],
  show_more: ["展开", "Show more"],
  show_less: ["收起", "Show less"],
  hint: ["一分钟试一遍", "Try it in a minute"],
  hint_done: ["🎉 走完一遍了：报、派、修、回音。再换个骑手，或过一天看看。", "🎉 That was the whole way. Try another rider, or let a day pass."],
  hint_again: ["再来一遍", "Once more"],
  step_done: ["（已完成）", "(done)"],
  show_hint: ["使用提示", "How to try it"],
  hide_hint: ["收起提示", "Hide these steps"],
  created: ["群组已建立", "Group created"],
  joined: ["{name} 加入了群组", "{name} joined the group"],
  left: ["{name} 离开了群组", "{name} left the group"],
  migrated: ["群组已升级为超级群组", "The group became a supergroup"],
  pinned: ["{name} 置顶了“{text}”", "{name} pinned “{text}”"],
  pinned_message: ["置顶消息", "Pinned message"],
  message_gone: ["这条消息已不在了", "This message is gone"],
  chat_elsewhere: ["这条消息在别的聊天里", "This message is in another chat"],
  topic_created: ["话题“{name}”已建立", "Topic “{name}” was created"],
  unsupported: ["此处不显示这类消息", "This kind of message is not shown here"],
};

let zone; // the time zone in which times are shown; the visitor's own while undefined

let latest = 0; // the newest message's time, which is as late as the page knows

/** Shows times in a zone given by its IANA name, or in the visitor's own. */
export function showTimesIn(name) {
  zone = name ?? undefined;
}

/** A message's time of day. */
export function clockOf(seconds) {
  const options = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone };
  return new Date(seconds * 1000).toLocaleTimeString(language(), options);
}

/** A message's day. */
export function dayOf(seconds) {
  return new Date(seconds * 1000).toLocaleDateString(language(), { month: "long", day: "numeric", timeZone: zone });
}

/** When a chat's last message came: its time on the day that is, its date before. */
export function momentOf(seconds) {
  const isToday = dayOf(seconds) === dayOf(latest);
  const options = { month: "numeric", day: "numeric", timeZone: zone };
  return isToday ? clockOf(seconds) : new Date(seconds * 1000).toLocaleDateString(language(), options);
}

/** Tells what time it is in the town: its clock may be far from the visitor's. */
export function hearTime(seconds) {
  latest = Math.max(latest, seconds);
}

/** "zh" or "en": asked for in the address, chosen before, or the browser's. */
export function language() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("language") ?? navigator.language;
  return asked.startsWith("zh") ? "zh" : "en";
}

/** Remembers the other language and starts the page again in it. */
export function switchLanguage() {
  localStorage.setItem("language", language() === "zh" ? "en" : "zh");
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  location.replace(address);
}

/** The wording of `key` with `{name}` places filled in. */
export function say(key, places = {}) {
  const wording = WORDS[key][language() === "zh" ? 0 : 1];
  return wording.replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** The wording in the page's language of a thing that carries `zh` and `en`. */
export function ofBoth(thing, prefix = "") {
  return thing[prefix + language()] ?? thing[`${prefix}en`] ?? thing[`${prefix}zh`] ?? "";
}
