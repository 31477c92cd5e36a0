// Holding a card: its places light up, one is pointed at, and it is put there, or let go.
import { address, ask, desk, gridOf, say, told } from "./desk_talk.js";
import { send } from "./desk_news.js";

const doubt = document.querySelector("#desk-doubt");
let held = null;

// What is held: its card, its places by « day row column », the one pointed at or where it lies; null when nothing is.
export const holding = () => held;

// `how` it was taken tells what to say: by keys (picked), or by hand (carried).
export async function pick(card, how = "Picked") {
  drop();
  const mine = { card, uuid: card.dataset.uuid, places: new Map(), at: null, warned: false };
  held = mine;
  card.classList.add("held");
  say(told(how, card.dataset.title));
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

export function point(place) {
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

export function cancel() {
  if (!held) return;
  const { card } = held;
  drop();
  say(told("Cancelled"));
  card.querySelector("a").focus({ preventScroll: true });
}

// Into the tray when there is no place. What something speaks against is asked about first.
export async function put(place) {
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
  await send(address("move", uuid), place ? { starts_at: place.start.at, space: place.space.pk, ...(place.why.length ? { anyway: "on" } : {}) } : {});
  card.querySelector("a").focus({ preventScroll: true });
}

doubt.querySelector("[data-answer=anyway]").addEventListener("click", () => put(held?.at));
doubt.querySelector("[data-answer=no]").addEventListener("click", cancel);
