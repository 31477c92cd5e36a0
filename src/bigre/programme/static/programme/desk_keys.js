// By keyboard: Enter takes and puts, arrows choose, Escape lets go, Delete takes out, p pins, Ctrl+Z takes back.
import { cancel, holding, pick, point, put } from "./desk_hold.js";
import { address, ask, desk, say, told } from "./desk_talk.js";
import { send } from "./desk_news.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.closest("input, textarea")) {
    event.preventDefault();
    return again(event.shiftKey ? "redo" : "undo");
  }
  const card = event.target.closest?.(".desk-card"), held = holding();
  if (!held && event.key === "Enter" && card) { event.preventDefault(); return pick(card); }
  if (!held && event.key === "p" && card) { event.preventDefault(); return hold(card); }
  if (!held) return;
  if (event.key === "Escape") { event.preventDefault(); return cancel(); }
  if (event.target.closest?.("#desk-doubt")) return;
  if (event.key === "Enter") { event.preventDefault(); if (held.at) put(held.at); else say(told("Nowhere")); return; }
  if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); return put(null); }
  if (STEPS[event.key] && held.starts) { event.preventDefault(); step(held, ...STEPS[event.key]); }
});

function step(held, down, across) {
  if (!held.starts.length || !held.columns.length) return say(told("Nowhere"));
  const row = held.at ? Math.min(held.starts.length - 1, Math.max(0, held.at.row + down)) : first(held);
  const column = held.at ? Math.min(held.columns.length - 1, Math.max(0, held.at.column + across)) : 0;
  const place = held.places.get(`${held.starts[row].day} ${held.starts[row].row} ${held.columns[column].column}`);
  if (!place) return;
  point(place);
  place.cell.scrollIntoView({ block: "center", inline: "nearest" });
}

function first({ places }) {
  const free = [...places.values()].find((one) => !one.why.length);
  return free ? free.row : 0;
}

async function hold(card) {
  const answer = await ask(address("pin", card.dataset.uuid), {}).catch(() => ({ own: told("Offline") }));
  if ("pinned" in answer) card.toggleAttribute("data-pinned", answer.pinned);
  say(answer.own || answer.said);
}

const again = (name) => send(desk.querySelector(`[data-desk="${name}"]`).getAttribute("action"));
for (const form of desk.querySelectorAll("[data-desk]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); again(form.dataset.desk); });
}
