// Saves the proposal as one types. Until the site has answered, what was typed stays in this device too.
const form = document.querySelector("#writing");
const kept = document.querySelector("#kept");
const PAUSE = 1000, RETRY = 8000;
let timer, sending = false, changed = false, refused = false;

const storage = () => `bigre-draft:${form.getAttribute("action")}`;
const entries = () => [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "then"].includes(name));
const say = (words) => { if (kept.textContent !== words) kept.textContent = words; };

function remember(submitted = false) {
  try { localStorage.setItem(storage(), JSON.stringify({ submitted, entries: entries() })); } catch { /* a private window may refuse */ }
}

function forget() {
  try { localStorage.removeItem(storage()); } catch { /* nothing was kept */ }
}

function restore() {
  let saved;
  try { saved = JSON.parse(localStorage.getItem(storage()) || "null"); } catch { return; }
  if (!saved || document.querySelector("[role=alert]")) return;
  const seen = saved.entries.find(([name]) => name === "seen")?.[1];
  // It was sent, and the site has written something since: it arrived.
  if (saved.submitted && Number(seen) < Number(form.elements.seen.value)) { forget(); return; }
  // What was typed on an older revision is sent as such: the site then shows both versions.
  for (const field of form.elements) {
    if (!field.name || ["csrfmiddlewaretoken", "then", "seen"].includes(field.name)) continue;
    const values = saved.entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.tagName === "SELECT" && field.multiple) for (const one of field.options) one.selected = values.includes(one.value);
    else field.value = values[0] ?? "";
  }
  if (seen) form.elements.seen.value = seen;
  say(kept.dataset.restored);
  changed = true;
  later();
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (sending || !changed || !form.elements.title.value.trim()) return;
  sending = true;
  changed = false;
  say(kept.dataset.saving);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
    if (answer.status >= 500) throw new Error(String(answer.status));
    await hear(answer);
  } catch {
    changed = true;
    say(kept.dataset.offline);
    later(RETRY);
  }
  sending = false;
  if (changed && !refused) later();
}

async function hear(answer) {
  refused = !answer.ok;
  const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
  if (told.said) say(told.said);
  if (!answer.ok) return;
  forget();
  form.elements.seen.value = told.revision;
  if (told.address && told.address !== form.getAttribute("action")) {
    form.setAttribute("action", told.address);
    form.dataset.begun = "1";
    history.replaceState(null, "", told.address);
  }
  if (changed) remember();
}

form.addEventListener("input", () => { changed = true; refused = false; remember(); later(); });
// A draft that has no address of its own yet would come back on the next empty form.
form.addEventListener("submit", () => (form.dataset.begun ? remember(true) : forget()));
addEventListener("online", () => later(0));
restore();
