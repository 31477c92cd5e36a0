// Lines that need one another are ticked and unticked together; without this the server says which are missing.
const form = document.getElementById("review");
const boxes = form ? [...form.querySelectorAll("input[name=take]")] : [];
const needs = (box) => box.dataset.needs.split(" ");

form?.addEventListener("change", ({ target }) => {
  if (target.name !== "take") return;
  const follow = target.checked
    ? boxes.filter((box) => needs(target).includes(box.value))
    : boxes.filter((box) => needs(box).includes(target.value));
  for (const box of follow) if (!box.disabled) box.checked = target.checked;
});
