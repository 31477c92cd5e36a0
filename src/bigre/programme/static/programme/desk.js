// The desk: takes a card by pointer, touch or keyboard, asks where it may go, shows it, and puts it there.
// The server alone decides: what it refuses does not move, and what others move appears by itself.
const desk = document.querySelector("#desk");
const status = document.querySelector("#desk-status");
const doubt = document.querySelector("#desk-doubt");
const NOBODY = "00000000-0000-0000-0000-000000000000";
const POLL = 2000, HOLD = 260, FAR = 6, EDGE = 70;
let revision = Number(desk.dataset.revision);
let held = null;

const cards = () => [...desk.querySelectorAll(".desk-card")];
const cardOf = (uuid) => desk.querySelector(`.desk-card[data-uuid="${CSS.escape(uuid)}"]`);
const gridOf = (day) => desk.querySelector(`.desk-grid[data-day="${CSS.escape(day)}"]`);
const address = (name, uuid) => desk.dataset[name].replace(NOBODY, uuid);
const say = (words) => { status.textContent = words; };
const told = (name, value = "") => desk.dataset[`say${name}`].replace("%s", value);

async function ask(url, fields) {
  const options = { headers: { "X-Desk": "1" } };
  if (fields) {
    options.method = "POST";
    options.body = new URLSearchParams({ csrfmiddlewaretoken: desk.querySelector("[name=csrfmiddlewaretoken]").value, ...fields });
  }
  const answer = await fetch(url, options);
  if (answer.status === 204) return { status: 204 };
  if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error(String(answer.status));
  return { status: answer.status, ...(await answer.json()) };
}

// ── What has moved ──────────────────────────────────────────────────────────────────────────────────────────────────
function show(news) {
  // An answer that comes late tells of cards that have moved on; a later one has told everything since.
  if (news.revision < revision) return false;
  revision = news.revision;
  for (const one of news.cards) lay(one);
  document.querySelector("#journal").innerHTML = news.journal;
  document.querySelector("#tray-empty").hidden = Boolean(desk.querySelector("#tray .desk-card"));
  if (news.cards.length) document.body.dispatchEvent(new CustomEvent("desk:moved"));
  return true;
}

function lay(one) {
  const card = cardOf(one.uuid);
  if (!card) return;
  const themes = [...card.classList].filter((name) => name.startsWith("theme-"));
  card.className = ["desk-card", "news", ...one.classes.split(" "), ...themes].join(" ");
  const focused = card.contains(document.activeElement);
  (one.day ? gridOf(one.day) : document.querySelector("#tray")).append(card);
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
  if (document.hidden || held) return;
  try {
    const news = await ask(desk.dataset.since.replace(/0\/$/, `${revision}/`));
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

// ── Holding a card ──────────────────────────────────────────────────────────────────────────────────────────────────
async function pick(card) {
  drop();
  const mine = { card, uuid: card.dataset.uuid, places: new Map(), at: null, warned: false };
  held = mine;
  card.classList.add("held");
  say(told("Picked", card.dataset.title));
  let found;
  try { found = await ask(address("places", mine.uuid)); } catch { say(told("Offline")); }
  if (held !== mine) return;
  if (!found || !found.starts) { if (found) say(found.said); return drop(); }
  mine.starts = found.starts;
  mine.columns = found.spaces;
  found.starts.forEach((start, row) => found.spaces.forEach((space, column) => light(mine, found, start, row, space, column)));
}

function light(mine, found, start, row, space, column) {
  const why = found.forbidden[row][column].map((number) => found.sentences[number]);
  const cell = document.createElement("li");
  cell.className = `desk-place t${start.row} s${space.column} ${why.length ? "forbidden" : "free"}`;
  cell.setAttribute("aria-hidden", "true");
  const place = { cell, start, space, why, row, column };
  mine.places.set(`${start.day} ${start.row} ${space.column}`, place);
  // Whoever is asked « all the same? » answers first, wherever the pointer goes meanwhile.
  cell.addEventListener("pointerenter", () => { if (!held?.warned) point(place); });
  cell.addEventListener("click", () => put(place));
  gridOf(start.day)?.append(cell);
}

function point(place) {
  if (!held) return;
  held.at = place;
  held.warned = false;
  doubt.hidden = true;
  ghost(place);
  const clash = place.start.clash ? ` · ${told("Clash", place.start.clash)}` : "";
  say(`${wordsOf(place)}${clash}`);
}

function wordsOf(place) {
  const name = desk.querySelector(`.desk-space.s${place.space.column} span`).textContent;
  return `${place.start.said}, ${name} : ${place.why.length ? place.why.join(" ; ") : told("Free")}`;
}

function ghost(place) {
  desk.querySelector(".desk-ghost")?.remove();
  const shape = document.createElement("li");
  shape.className = `desk-ghost t${place.start.row} s${place.space.column} d${held.card.dataset.quarters}${place.why.length ? " forbidden" : ""}`;
  shape.setAttribute("aria-hidden", "true");
  gridOf(place.start.day).append(shape);
}

function drop() {
  if (!held) return;
  held.card.classList.remove("held");
  for (const { cell } of held.places.values()) cell.remove();
  desk.querySelector(".desk-ghost")?.remove();
  desk.querySelector(".desk-tray").classList.remove("target");
  doubt.hidden = true;
  held = null;
}

function cancel() {
  if (!held) return;
  const { card } = held;
  drop();
  say(told("Cancelled"));
  card.querySelector("a").focus();
}

async function put(place) {
  if (!held) return;
  if (place && place !== held.at) point(place);
  const { card, uuid, warned } = held;
  if (place && place.why.length && !warned) {
    held.warned = true;
    doubt.hidden = false;
    say(`${wordsOf(place)}. ${told("Anyway")}`);
    return;
  }
  drop();
  const fields = place ? { starts_at: place.start.at, space: place.space.pk, ...(place.why.length ? { anyway: "on" } : {}) } : {};
  await send(address("move", uuid), { ...fields, seen: revision });
  card.querySelector("a").focus({ preventScroll: true });
}

async function send(url, fields) {
  try {
    const answer = await ask(url, fields);
    if (answer.cards) show(answer);
    // What others moved meanwhile came along, and is told as well.
    say(answer.cards ? [answer.own, ...answer.said].join(" · ") : answer.said);
    if (answer.status === 409) poll();
  } catch { say(told("Offline")); }
}

// ── By pointer: a mouse drags at once, a finger after holding still ─────────────────────────────────────────────────
let press = null;
desk.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".desk-card");
  if (!card || event.button || held) return;
  press = { card, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
  if (press.touch) press.timer = setTimeout(() => { if (press) start(); }, HOLD);
});
desk.addEventListener("pointermove", (event) => {
  if (!press) return;
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
  if (!press.dragging && far) {
    if (press.touch) return release();
    start();
  }
  if (press.dragging) follow(event);
});
addEventListener("pointerup", (event) => {
  if (!press) return;
  const { dragging } = press;
  release();
  if (dragging) land(event);
});
addEventListener("pointercancel", () => { release(); cancel(); });
document.addEventListener("touchmove", (event) => { if (press?.dragging) event.preventDefault(); }, { passive: false });
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".desk-card")) event.preventDefault(); });

function start() {
  press.dragging = true;
  pick(press.card);
}

function release() {
  clearTimeout(press?.timer);
  press = null;
}

function under(event) {
  const found = document.elementsFromPoint(event.clientX, event.clientY);
  const grid = found.find((one) => one.classList.contains("desk-grid"));
  return { place: grid && nearest(grid.dataset.day, event), tray: found.some((one) => one.classList.contains("desk-tray")) };
}

// The latest start above the pointer, if the activity would still go on there.
function nearest(day, event) {
  let best = null, least = Infinity;
  for (const place of held.places.values()) {
    if (place.start.day !== day) continue;
    const box = place.cell.getBoundingClientRect(), below = event.clientY - box.top;
    if (event.clientX < box.left || event.clientX > box.right || below < 0 || below >= least) continue;
    if (below < box.height * held.card.dataset.quarters) [best, least] = [place, below];
  }
  return best;
}

function follow(event) {
  if (!held) return;
  const { place, tray } = under(event);
  desk.querySelector(".desk-tray").classList.toggle("target", tray);
  if (place && place !== held.at) point(place);
  const bar = desk.querySelector(".desk-bar").getBoundingClientRect().bottom;
  if (event.clientY < bar + EDGE) scrollBy(0, -18);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, 18);
}

function land(event) {
  if (!held) return;
  // The click that ends a drag is not a click on the card; not every drag ends with one.
  const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  const { place, tray } = under(event);
  if (tray) return put(null);
  if (!place) return cancel();
  put(place);
}

// ── By keyboard ─────────────────────────────────────────────────────────────────────────────────────────────────────
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.closest("input, textarea")) {
    event.preventDefault();
    return again(event.shiftKey ? "redo" : "undo");
  }
  const card = event.target.closest?.(".desk-card");
  if (!held && event.key === "Enter" && card) { event.preventDefault(); return pick(card); }
  if (!held && event.key === "p" && card) { event.preventDefault(); return hold(card); }
  if (!held) return;
  if (event.key === "Escape") { event.preventDefault(); return cancel(); }
  if (event.target.closest?.("#desk-doubt")) return;
  if (event.key === "Enter") { event.preventDefault(); if (held.at) put(held.at); else say(told("Nowhere")); return; }
  if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); return put(null); }
  if (STEPS[event.key] && held.starts) { event.preventDefault(); step(...STEPS[event.key]); }
});

function step(down, across) {
  if (!held.starts.length) return say(told("Nowhere"));
  const row = held.at ? Math.min(held.starts.length - 1, Math.max(0, held.at.row + down)) : first();
  const column = held.at ? Math.min(held.columns.length - 1, Math.max(0, held.at.column + across)) : 0;
  const place = held.places.get(`${held.starts[row].day} ${held.starts[row].row} ${held.columns[column].column}`);
  if (!place) return;
  point(place);
  place.cell.scrollIntoView({ block: "center", inline: "nearest" });
}

function first() {
  const free = [...held.places.values()].find((one) => !one.why.length);
  return free ? free.row : 0;
}

doubt.querySelector("[data-answer=anyway]").addEventListener("click", () => put(held?.at));
doubt.querySelector("[data-answer=no]").addEventListener("click", cancel);

async function hold(card) {
  const answer = await ask(address("pin", card.dataset.uuid), {}).catch(() => ({ own: told("Offline") }));
  if ("pinned" in answer) card.toggleAttribute("data-pinned", answer.pinned);
  say(answer.own || answer.said);
}

// ── Undo, redo, filters, conflicts ──────────────────────────────────────────────────────────────────────────────────
const again = (name) => send(desk.querySelector(`[data-desk="${name}"]`).getAttribute("action"), { seen: revision });
for (const form of desk.querySelectorAll("[data-desk]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); again(form.dataset.desk); });
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function filter() {
  const words = fold(document.querySelector("#desk-words").value);
  const wanted = ["#desk-theme", "#desk-format"].map((id) => document.querySelector(id).value).filter(Boolean);
  for (const card of cards()) {
    const slugs = card.dataset.slugs.split(" ");
    const fits = wanted.every((slug) => slugs.includes(slug)) && fold(card.textContent).includes(words);
    card.classList.toggle("faded", !fits);
  }
}
for (const id of ["#desk-words", "#desk-theme", "#desk-format"]) document.querySelector(id).addEventListener("input", filter);
document.querySelector("#desk-zoom").addEventListener("input", (event) => { desk.dataset.zoom = event.target.value; });

desk.addEventListener("click", (event) => {
  const conflict = event.target.closest("[data-touches]");
  if (!conflict) return;
  for (const card of cards()) card.classList.toggle("touched", conflict.dataset.touches.split(" ").includes(card.dataset.uuid));
  desk.querySelector(".desk-card.touched")?.scrollIntoView({ block: "center" });
});
