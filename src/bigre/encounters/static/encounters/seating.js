// Tables by hand: takes a person by pointer, touch or keyboard, and puts them at a table or in somebody's place.
// The server alone decides: it answers with the tables as they are now, and with a sentence.
const seating = document.querySelector("#seating");
const status = document.querySelector("#seating-status");
const HOLD = 260, FAR = 6, EDGE = 70;
let held = null;

const say = (words) => { status.textContent = words; };
const told = (name, value = "") => seating.dataset[`say${name}`].replace("%s", value);
const cardOf = (uuid) => seating.querySelector(`.seating-person[data-person="${CSS.escape(uuid)}"]`);
// Where a person may be put, in the order of the page: tables, and people at tables.
const places = () => [...seating.querySelectorAll(".seating-table[data-table], .seating-table[data-table] .seating-person")];

async function send(url, fields, uuid) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: seating.querySelector("[name=csrfmiddlewaretoken]").value, ...fields });
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-Seating": "1" } });
    if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error(String(answer.status));
    const { said, html } = await answer.json();
    seating.querySelector("#seating-hall").outerHTML = html;
    say(said);
  } catch { say(told("Offline")); }
  (cardOf(uuid)?.querySelector("a") || seating.querySelector("[data-undo] button:enabled"))?.focus({ preventScroll: true });
}

function pick(card) {
  drop();
  held = { card, at: null };
  card.classList.add("held");
  say(told("Picked", card.dataset.name));
}

function point(place) {
  if (!held || place === held.at) return;
  held.at?.classList.remove("target");
  held.at = place && place !== held.card ? place : null;
  if (!held.at) return;
  held.at.classList.add("target");
  const table = held.at.closest("[data-table]").dataset.name;
  say(held.at.dataset.person ? `${table}, ${told("Swap", held.at.dataset.name)}` : table);
}

function drop() {
  held?.card.classList.remove("held");
  held?.at?.classList.remove("target");
  held = null;
}

function cancel() {
  if (!held) return;
  const { card } = held;
  drop();
  say(told("Cancelled"));
  card.querySelector("a").focus({ preventScroll: true });
}

function put() {
  if (!held) return;
  const { card, at } = held;
  if (!at || (at.dataset.table && at.contains(card))) return cancel();
  drop();
  send(card.querySelector("a").href, at.dataset.person ? { other: at.dataset.person } : { table: at.dataset.table }, card.dataset.person);
}

// ── By pointer: a mouse drags at once, a finger after holding still ─────────────────────────────────────────────────
let press = null;
seating.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".seating-person");
  if (!card || event.button || held) return;
  press = { card, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
  if (press.touch) press.timer = setTimeout(() => { if (press) start(); }, HOLD);
});
seating.addEventListener("pointermove", (event) => {
  if (!press) return;
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
  if (!press.dragging && far) {
    if (press.touch) return release();
    start();
  }
  if (press.dragging) follow(event);
});
addEventListener("pointerup", (event) => {
  const dragging = press?.dragging;
  release();
  if (!dragging) return;
  // The click that ends a drag is not a click on a card; not every drag ends with one.
  const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  follow(event);
  put();
});
addEventListener("pointercancel", () => { release(); cancel(); });
document.addEventListener("touchmove", (event) => { if (press?.dragging) event.preventDefault(); }, { passive: false });
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".seating-person")) event.preventDefault(); });

function start() {
  press.dragging = true;
  pick(press.card);
}

function release() {
  clearTimeout(press?.timer);
  press = null;
}

function follow(event) {
  const found = document.elementsFromPoint(event.clientX, event.clientY);
  const person = found.find((one) => one.matches(".seating-table[data-table] .seating-person"));
  point(person || found.find((one) => one.matches(".seating-table[data-table]")) || null);
  if (event.clientY < EDGE) scrollBy(0, -18);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, 18);
}

// ── By keyboard: up and down go through tables and people, left and right through tables ────────────────────────────
const STEPS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.closest("input, textarea")) {
    event.preventDefault();
    return undo();
  }
  const card = event.target.closest?.(".seating-person");
  if (!held && event.key === "Enter" && card) { event.preventDefault(); return pick(card); }
  if (!held) return;
  if (event.key === "Escape") { event.preventDefault(); return cancel(); }
  if (event.key === "Enter") { event.preventDefault(); return put(); }
  if (STEPS[event.key]) { event.preventDefault(); step(STEPS[event.key], event.key.endsWith("t")); }
});

function step(by, tablesOnly) {
  const all = places().filter((one) => one !== held.card && !(tablesOnly && one.dataset.person));
  const from = held.at || (tablesOnly ? held.card.closest("[data-table]") : held.card);
  const before = all.filter((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING && one !== from);
  const after = all.filter((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && one !== from);
  const next = by > 0 ? after[0] || all[0] : before.at(-1) || all.at(-1);
  if (!next) return;
  point(next);
  next.scrollIntoView({ block: "center", inline: "nearest" });
}

function undo() {
  const form = seating.querySelector("[data-undo]");
  if (form.querySelector("button:enabled")) send(form.getAttribute("action"), {}, "");
}
seating.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-undo]")) return;
  event.preventDefault();
  undo();
});
