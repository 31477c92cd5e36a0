// By keyboard: Enter takes and puts, arrows choose, pages change the day, Escape lets go, Delete takes out, p pins,
// Ctrl+Z takes back.
import { cancel, holding, pick, point, put } from "./desk_hold.js";
import { address, ask, desk, say, showWhole, told } from "./desk_talk.js";
import { send } from "./desk_news.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PAGES = { PageUp: -1, PageDown: 1 };
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
  if (event.key === "Enter") { event.preventDefault(); return held.at ? put(held.at) : say(nothingYet(held)); }
  if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); return put(null); }
  if (!held.starts) return;
  if (STEPS[event.key]) { event.preventDefault(); step(held, ...STEPS[event.key]); }
  if (PAGES[event.key]) { event.preventDefault(); page(held, PAGES[event.key]); }
});
desk.addEventListener("focusin", ({ target }) => {
  if (target.matches(".desk-card a:focus-visible")) showWhole(target.parentElement);
});

function nothingYet(held) {
  if (!held.starts) return told("Searching");
  return held.starts.length ? told("Picked", held.card.dataset.title) : told("Nowhere");
}

function step(held, down, across) {
  const from = held.at ?? present(held);
  if (from) go(held, from.row + down, from.column + across);
  else go(held, first(held), 0);
}

// The same hour of the next day, or of the day before, as far as something may start then.
function page(held, days) {
  const from = held.at ?? present(held) ?? { row: first(held), column: 0 }, start = held.starts[from.row];
  const others = held.starts.filter((one) => days * one.day.localeCompare(start?.day ?? "") > 0).map((one) => one.day);
  const day = days > 0 ? others[0] : others.at(-1);
  const rows = held.starts.map((one, row) => [Math.abs(one.row - start?.row), row]).filter(([, row]) => held.starts[row].day === day);
  if (rows.length) go(held, rows.reduce((a, b) => (b[0] < a[0] ? b : a))[1], from.column);
}

function go(held, row, column) {
  const within = (number, list) => list[Math.min(list.length - 1, Math.max(0, number))];
  const start = within(row, held.starts), space = within(column, held.columns);
  const place = start && space && held.places.get(`${start.day} ${start.row} ${space.column}`);
  if (!place) return say(told("Nowhere"));
  point(place);
  showWhole(place.cell);
}

// Where the card lies, if something may start there.
function present({ card, places }) {
  const { day } = card.parentElement.dataset;
  return [...places.values()].find(({ start, space }) => start.day === day && card.matches(`.t${start.row}.s${space.column}`));
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
