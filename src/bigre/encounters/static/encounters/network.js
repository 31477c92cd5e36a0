// The drawing comes nearer and moves without a new page: buttons, keys, wheel, fingers. Without this script its links do it.
const drawing = document.querySelector(".network");
const tools = document.querySelector(".network-tools");

if (drawing && tools) {
  const whole = { width: Number(drawing.dataset.width), height: Number(drawing.dataset.height) };
  const nearest = 4;
  const box = drawing.viewBox.baseVal;
  const fingers = new Map();
  let moved = false;

  const between = (least, value, most) => Math.min(Math.max(least, value), most);

  function look(zoom, x, y) {
    const width = whole.width / zoom;
    const height = whole.height / zoom;
    box.width = width;
    box.height = height;
    box.x = between(0, x - width / 2, whole.width - width);
    box.y = between(0, y - height / 2, whole.height - height);
    drawing.classList.toggle("near", zoom > 1);
    tools.querySelector('[data-zoom="out"]').hidden = zoom <= 1;
  }

  const zoom = () => whole.width / box.width;
  const centre = () => [box.x + box.width / 2, box.y + box.height / 2];
  const scale = (factor) => look(between(1, zoom() * factor, nearest), ...centre());
  const move = (x, y) => {
    const [left, top] = centre();
    look(zoom(), left + x, top + y);
  };

  tools.addEventListener("click", (event) => {
    const kind = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (!kind) return;
    event.preventDefault();
    scale(kind === "in" ? 1.5 : 1 / 1.5);
  });

  drawing.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = box.width / 8;
    const acts = {
      "+": () => scale(1.5),
      "=": () => scale(1.5),
      "-": () => scale(1 / 1.5),
      0: () => look(1, ...centre()),
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
    };
    const act = acts[event.key];
    // Seen whole, the arrows scroll the page as ever.
    if (!act || (event.key.startsWith("Arrow") && zoom() <= 1)) return;
    event.preventDefault();
    act();
  });

  drawing.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    scale(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }, { passive: false });

  drawing.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    moved = false;
  });
  drawing.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before || zoom() <= 1) return;
    const unit = box.width / drawing.clientWidth;
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    if (other) {
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      scale(apart(event) / Math.max(1, apart(before)));
    } else {
      move((before.clientX - event.clientX) * unit, (before.clientY - event.clientY) * unit);
    }
    moved ||= Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > 2;
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    drawing.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  // Who drags the drawing does not follow the name under their finger.
  drawing.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    moved = false;
  });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());

  look(zoom(), ...centre());
}
