const AGAIN_MS = 5000, LOST_MS = 30000;
let seen = Date.now();
async function again() {
  try {
    const answer = await fetch(location.pathname, {cache: "no-store", signal: AbortSignal.timeout(AGAIN_MS)});
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    seen = Date.now();
  } catch {
    /* the page says so below once it has been out of reach for a while */
  }
  document.body.classList.toggle("is-lost", Date.now() - seen > LOST_MS);
  setTimeout(again, AGAIN_MS);
}
const stayAwake = () => navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stayAwake());
stayAwake();
setTimeout(again, AGAIN_MS);
