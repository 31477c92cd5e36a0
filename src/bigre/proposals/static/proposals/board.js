// The team's board: cards are dragged, and decisions open in a dialog, over forms that work without any of this.
const dialog = document.querySelector("#decision");
const frame = () => document.querySelector("#board");
const asked = { "HX-Request": "true" };
// What is put aside is told why: the dialog asks.
const withReason = new Set(["declined", "open_space"]);
let dragged = null;

async function open(address) {
  const answer = await fetch(address, { headers: asked });
  if (!answer.ok || answer.redirected) return location.assign(address);
  dialog.innerHTML = await answer.text();
  dialog.showModal();
  (dialog.querySelector("[name=target]:checked") ?? dialog.querySelector("[name=target]"))?.focus();
}

async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: asked });
  const text = await answer.text();
  if (answer.status === 422) {
    dialog.innerHTML = text;
    if (!dialog.open) dialog.showModal();
    return dialog.querySelector(".error-summary, [name=target]")?.focus();
  }
  if (!answer.ok && answer.status !== 409) return location.reload();
  if (dialog.open) dialog.close();
  show(text);
}

function show(text) {
  const open = new Map([...frame().querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
  const scrolled = new Map([...frame().querySelectorAll("[data-column]")].map((one) => [one.id, one.querySelector("ul").scrollTop]));
  const swap = () => {
    frame().outerHTML = text;
    for (const [id, was] of open) document.getElementById(id).open = was;
    for (const [id, top] of scrolled) document.getElementById(id).querySelector("ul").scrollTop = top;
    frame().querySelector(".moved h3 a")?.focus();
    // What is heard stays in one place: a region that is replaced is not read out.
    document.querySelector("#said").textContent = frame().querySelector(".messages")?.textContent.trim() ?? "";
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (document.startViewTransition && !still) document.startViewTransition(swap);
  else swap();
}

// A card dropped on a column asks for what the dialog would ask, or decides at once.
function drop(card, target) {
  const { uuid, state } = card.dataset;
  const address = frame().querySelector("[data-decide]").dataset.decide;
  if (withReason.has(target)) return open(`${address}?chosen=${uuid}&target=${target}`);
  const form = document.createElement("form");
  form.action = address;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const fields = { csrfmiddlewaretoken: token, chosen: uuid, seen: `${uuid}:${state}`, target };
  for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), { name, value }));
  return send(form);
}

const column = (event) => event.target.closest?.("[data-column]");
const allows = (place) => dragged && place && dragged.dataset.targets.split(" ").includes(place.dataset.column);

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-uuid]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.uuid);
  dragged.classList.add("dragged");
  for (const one of frame().querySelectorAll("[data-column]")) {
    if (!one.contains(dragged)) one.classList.add(allows(one) ? "allowed" : "forbidden");
  }
});
document.addEventListener("dragover", (event) => {
  const place = column(event);
  for (const one of document.querySelectorAll(".over")) if (one !== place) one.classList.remove("over");
  if (!allows(place)) return;
  event.preventDefault();
  place.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const place = column(event);
  if (!allows(place)) return;
  event.preventDefault();
  drop(dragged, place.dataset.column);
});
document.addEventListener("dragend", () => {
  dragged = null;
  for (const one of document.querySelectorAll(".allowed, .forbidden, .over, .dragged")) one.classList.remove("allowed", "forbidden", "over", "dragged");
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("#board a.button[href*='?chosen=']");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (link && plain) { event.preventDefault(); open(link.href); }
  if (dialog.open && event.target.closest("[data-close]")) { event.preventDefault(); dialog.close(); }
});
dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  // Pressed twice, a button sends once: the second would find its card moved already.
  event.submitter.disabled = true;
  send(event.target);
});
