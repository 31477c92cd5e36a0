// Save a proposal a second after the last key; keep what is typed on this device until the site has acknowledged it.
const form = document.querySelector("form[data-autosave]");
const PAUSE = 1000;
const RETRY = 8000;

if (form) {
  const state = document.getElementById("save-state");
  const told = form.dataset;
  let key = `proposal:${told.key}`;
  let timer = 0;
  let busy = false;
  let dirty = false;

  const say = (text, waiting = false) => {
    state.textContent = text;
    state.classList.toggle("waiting", waiting);
  };
  const typed = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const keep = (sent = false) => { try { localStorage.setItem(key, JSON.stringify({ sent, typed: typed() })); } catch { /* a private window keeps nothing */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };

  const named = (name) => [...form.elements].filter((field) => field.name === name);
  const fill = (field, said) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = said.includes(field.value);
    else field.value = said[0] ?? "";
  };

  // What somebody else wrote meanwhile comes into the form, except under the pen: there the old mark stays, so that
  // the site still knows from which words one began.
  const takeOver = (theirs, base, sent) => {
    const before = JSON.parse(form.elements.base.value || "{}");
    for (const [name, said] of Object.entries(theirs)) {
      const fields = named(name);
      const touched = new FormData(form).getAll(name).join("\n") !== sent.getAll(name).join("\n");
      if (!fields.length || touched || fields.includes(document.activeElement)) base[name] = before[name];
      else fields.forEach((field) => fill(field, said));
    }
    form.elements.base.value = JSON.stringify(base);
  };

  const acknowledge = ({ revision, hour, address, base, theirs, also }, sent) => {
    form.elements.revision.value = revision;
    takeOver(theirs, JSON.parse(base), sent);
    if (form.getAttribute("action") !== address) {
      forget();
      key = `proposal:${address}`;
      if (dirty) keep();
      form.setAttribute("action", address);
      history.replaceState(null, "", address);
    }
    say(`${told.saved} ${hour}${also ? ` · ${also}` : ""}`);
    if (!dirty) forget();
  };

  async function save() {
    if (busy) return;
    if (!form.elements.title.value.trim()) { say(told.untitled, true); return; }
    busy = true;
    dirty = false;
    say(told.saving);
    try {
      const sent = new FormData(form);
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: sent, headers: { Accept: "application/json" } });
      const isOurs = (answer.headers.get("Content-Type") || "").includes("json");
      if (!isOurs && (answer.redirected || answer.status === 403)) { say(told.signedOut, true); return; }
      if (!isOurs) throw new Error(String(answer.status));
      const said = await answer.json();
      if (answer.ok) { acknowledge(said, sent); return; }
      say(said.why, true);
      // Two versions: the page that shows both is one press of « Enregistrer » away.
      if (answer.status === 429) dirty = true;
    } catch {
      say(told.offline, true);
      dirty = true;
      later(RETRY);
      return;
    } finally {
      busy = false;
    }
    if (dirty) later(RETRY);
  }

  const changed = () => { dirty = true; keep(); later(PAUSE); };

  const putBack = () => {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch { return; }
    if (!kept) return;
    const first = new Map(kept.typed);
    const revision = Number(first.get("revision") || 0);
    const arrived = kept.sent && revision < Number(form.elements.revision.value);
    if (arrived || JSON.stringify(kept.typed) === JSON.stringify(typed())) { forget(); return; }
    if (form.elements.uuid && first.has("uuid")) form.elements.uuid.value = first.get("uuid");
    const values = new Map();
    for (const [name, value] of kept.typed) values.set(name, [...(values.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit") continue;
      fill(field, values.get(field.name) || []);
    }
    // It was written from that version: what somebody saved since is put together with it.
    form.elements.revision.value = revision;
    if (first.has("base")) form.elements.base.value = first.get("base");
    say(told.found, true);
    dirty = true;
    later(PAUSE);
  };

  // The numbers that a format usually has show through where nothing is written.
  const usual = JSON.parse(document.getElementById("usual").textContent);
  const showUsual = () => {
    const numbers = usual[form.elements.format.value] || [];
    ["duration_minutes", "ideal_size", "max_size"].forEach((name, place) => { form.elements[name].placeholder = numbers[place] ?? ""; });
  };

  putBack();
  showUsual();
  form.addEventListener("input", (event) => { if (event.target.name) changed(); });
  form.addEventListener("change", showUsual);
  form.addEventListener("submit", () => { clearTimeout(timer); keep(true); });
  window.addEventListener("online", () => { if (dirty) later(0); });
}
