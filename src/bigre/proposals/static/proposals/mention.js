// After « @ » in a message: the names of those who may be called, from the boxes of the same form.
const list = document.getElementById("mentions");
const field = list?.closest("form").querySelector("textarea");
const AT_MOST = 6;

if (field) {
  const said = document.getElementById("mentions-said");
  const names = [...list.closest("form").querySelectorAll(".telling .chip")].map((chip) => chip.textContent.trim()).sort((one, other) => one.localeCompare(other));
  let place = null;
  let chosen = 0;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  // What is typed between an @ that begins a word and the caret; a name is never longer than a line.
  const asked = () => {
    const before = field.value.slice(0, field.selectionStart);
    const found = /(?:^|[^\p{L}\p{N}_])@([^@\n]{0,60})$/u.exec(before);
    return found && { start: before.length - found[1].length, end: before.length, words: fold(found[1]) };
  };
  const fits = (name, words) => fold(name).startsWith(words) || fold(name).split(/[\s-]+/).some((part) => part.startsWith(words));

  const show = (found) => {
    chosen = 0;
    list.replaceChildren(...found.map((name, number) => {
      const option = document.createElement("li");
      option.id = `mention-${number}`;
      option.role = "option";
      option.textContent = name;
      return option;
    }));
    list.hidden = !found.length;
    said.textContent = found.length ? `${found.join(", ")}. ${said.dataset.how}` : "";
    mark();
  };
  const mark = () => {
    const options = [...list.children];
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    if (options.length) field.setAttribute("aria-activedescendant", options[chosen].id);
    else field.removeAttribute("aria-activedescendant");
  };
  const look = () => {
    place = asked();
    show(place ? names.filter((name) => fits(name, place.words)).slice(0, AT_MOST) : []);
  };
  const take = (name) => {
    field.setRangeText(`${name} `, place.start, place.end, "end");
    show([]);
    field.focus();
  };
  const keys = {
    ArrowDown: () => { chosen = (chosen + 1) % list.children.length; mark(); },
    ArrowUp: () => { chosen = (chosen + list.children.length - 1) % list.children.length; mark(); },
    Enter: () => take(list.children[chosen].textContent),
    Tab: () => take(list.children[chosen].textContent),
    Escape: () => show([]),
  };

  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", look);
  field.addEventListener("blur", () => show([]));
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.shiftKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  // Before the field loses its focus, and the list with it.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) take(option.textContent);
  });
}
