// By pointer: a mouse drags at once, a finger after holding still, so that it can scroll as well.
import { cancel, holding, pick, point, put } from "./desk_hold.js";
import { desk } from "./desk_talk.js";

const HOLD = 260, FAR = 6, EDGE = 56, SPEED = 12;
const scroller = desk.querySelector(".desk-days");
let press = null;

desk.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".desk-card");
  if (!card || event.button || holding() || !event.isPrimary) return;
  press = { card, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
  if (press.touch) press.timer = setTimeout(() => { if (press) start(); }, HOLD);
});
desk.addEventListener("pointermove", (event) => {
  if (!press || !event.isPrimary) return;
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
  if (!press.dragging && far) {
    if (press.touch) return release();
    start();
  }
  if (press.dragging) follow(event.clientX, event.clientY);
});
addEventListener("pointerup", (event) => {
  if (!press || !event.isPrimary) return;
  const { dragging } = press;
  release();
  if (dragging) land(event.clientX, event.clientY);
});
addEventListener("pointercancel", () => {
  const dragged = press?.dragging;
  release();
  if (dragged) cancel();
});
// A finger that drags neither scrolls nor opens the menu of the link under it.
document.addEventListener("touchmove", (event) => { if (press?.dragging) event.preventDefault(); }, { passive: false });
document.addEventListener("contextmenu", (event) => { if (press?.touch) event.preventDefault(); });
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".desk-card")) event.preventDefault(); });

function start() {
  press.dragging = true;
  pick(press.card, "Carried");
  press.frame = requestAnimationFrame(drift);
}

function release() {
  clearTimeout(press?.timer);
  cancelAnimationFrame(press?.frame);
  press = null;
}

function under(x, y) {
  const found = document.elementsFromPoint(x, y);
  const grid = found.find((one) => one.classList.contains("desk-grid"));
  return { place: grid && nearest(grid.dataset.day, x, y), tray: found.some((one) => one.classList.contains("desk-tray")) };
}

// The latest start above the pointer, if the activity would still go on there.
function nearest(day, x, y) {
  let best = null, least = Infinity;
  const { places, card } = holding();
  for (const place of places.values()) {
    if (place.start.day !== day) continue;
    const box = place.cell.getBoundingClientRect(), below = y - box.top;
    if (x < box.left || x > box.right || below < 0 || below >= least) continue;
    if (below < box.height * card.dataset.quarters) [best, least] = [place, below];
  }
  return best;
}

function follow(x, y) {
  const held = holding();
  if (!held) return;
  [press.x, press.y] = [x, y];
  const { place, tray } = under(x, y);
  desk.querySelector(".desk-tray").classList.toggle("target", tray);
  if (place && place !== held.at) point(place);
}

// Held near an edge of the grid, a card brings what lies beyond it into sight; near an edge of the window, the page.
function drift() {
  if (!press || !holding()) return;
  const { x, y } = press, box = scroller.getBoundingClientRect();
  const before = [scroller.scrollLeft, scroller.scrollTop];
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (x > box.left && x < box.right && y > top && y < bottom) scroller.scrollBy(toward(x, box.left, box.right), toward(y, top, bottom));
  const moved = before[0] !== scroller.scrollLeft || before[1] !== scroller.scrollTop;
  const page = moved ? 0 : toward(y, 0, innerHeight);
  if (page) scrollBy({ top: page, behavior: "instant" });
  if (moved || page) follow(x, y);
  press.frame = requestAnimationFrame(drift);
}

const toward = (at, from, to) => (at < from + EDGE ? -SPEED : at > to - EDGE ? SPEED : 0);

function land(x, y) {
  if (!holding()) return;
  // The click that ends a drag is not a click on the card; not every drag ends with one.
  const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  const { place, tray } = under(x, y);
  if (tray) return put(null);
  if (!place) return cancel();
  put(place);
}
