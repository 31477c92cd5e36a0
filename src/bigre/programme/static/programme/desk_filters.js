// Looking for some cards among the others: by words, theme and format; those that a conflict touches; the zoom.
import { cards, desk, say, showWhole, told } from "./desk_talk.js";

// Nothing here works without this script; on a telephone it would take the whole screen.
const search = document.querySelector("#desk-search");
search.open = matchMedia("(width >= 48rem)").matches;
search.hidden = false;

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
// From one day to the next the zoom stays.
const zoom = document.querySelector("#desk-zoom");
zoom.value = sessionStorage.getItem("desk-zoom") ?? zoom.value;
desk.dataset.zoom = zoom.value;
zoom.addEventListener("input", () => {
  desk.dataset.zoom = zoom.value;
  sessionStorage.setItem("desk-zoom", zoom.value);
});

desk.addEventListener("click", (event) => {
  const conflict = event.target.closest("[data-touches]");
  if (!conflict || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  for (const card of cards()) card.classList.toggle("touched", conflict.dataset.touches.split(" ").includes(card.dataset.uuid));
  const seen = desk.querySelector(".desk-card.touched:not(#elsewhere *)");
  if (seen) {
    showWhole(seen);
    seen.querySelector("a").focus({ preventScroll: true });
  } else say(told("Elsewhere"));
});
