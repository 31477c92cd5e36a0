// What has moved: by oneself, as the server answers, and by others, asked for every two seconds.
import { ask, desk, gridOf, say, told } from "./desk_talk.js";

const POLL = 2000;
const tray = document.querySelector("#tray"), elsewhere = document.querySelector("#elsewhere");
let revision = Number(desk.dataset.revision);

// Has something moved, taken back or made again, after what was seen here.
export async function send(url, fields = {}) {
  try {
    const answer = await ask(url, { ...fields, seen: revision });
    if (answer.cards) show(answer);
    // What others moved meanwhile came along, and is told as well.
    say(answer.cards ? [answer.own, ...answer.said].join(" · ") : answer.said);
    if (answer.status === 409) poll();
  } catch { say(told("Offline")); }
}

function show(news) {
  // An answer that comes late tells of cards that have moved on; a later one has told everything since.
  if (news.revision < revision) return false;
  revision = news.revision;
  for (const one of news.cards) lay(one);
  document.querySelector("#journal").innerHTML = news.journal;
  document.querySelector("#tray-empty").hidden = Boolean(tray.querySelector(".desk-card"));
  document.querySelector("#elsewhere-note").hidden = !elsewhere.querySelector(".desk-card");
  if (news.cards.length) document.body.dispatchEvent(new CustomEvent("desk:moved"));
  return true;
}

function lay(one) {
  const card = desk.querySelector(`.desk-card[data-uuid="${CSS.escape(one.uuid)}"]`);
  if (!card) return;
  const themes = [...card.classList].filter((name) => name.startsWith("theme-"));
  card.className = ["desk-card", "news", ...one.classes.split(" "), ...themes].join(" ");
  const focused = card.contains(document.activeElement);
  // What goes where one does not look, stays at hand: it may come back.
  (one.elsewhere ? elsewhere : one.day ? gridOf(one.day) : tray).append(card);
  // What is set elsewhere in the page loses the focus.
  if (focused) card.querySelector("a").focus({ preventScroll: true });
  card.toggleAttribute("data-pinned", one.pinned);
  card.querySelector(".clock").textContent = one.clock;
  card.querySelector(".where").textContent = `, ${one.day ? `${one.clock}, ${one.space}` : told("Tray")}`;
  const capacity = card.querySelector(".capacity");
  if (capacity) capacity.textContent = one.capacity ? `/${one.capacity}` : "";
  setTimeout(() => card.classList.remove("news"), 1700);
}

async function poll() {
  // What somebody holds does not move under their hand.
  if (document.hidden || desk.querySelector(".desk-card.held")) return;
  try {
    const news = await ask(desk.dataset.since.replace("/since/0/", `/since/${revision}/`));
    if (news.status === 200) {
      if (show(news) && news.said.length) say(news.said.join(" · "));
    } else if (news.status === 409) {
      clearInterval(polling);
      say(news.said);
    }
  } catch { /* the next round tries again */ }
}
const polling = setInterval(poll, POLL);
document.addEventListener("visibilitychange", poll);
