// What the desk asks of the server, and what it says and shows to people.
export const desk = document.querySelector("#desk");
const status = document.querySelector("#desk-status");
const NOBODY = "00000000-0000-0000-0000-000000000000";

export const cards = () => [...desk.querySelectorAll(".desk-card")];
export const gridOf = (day) => desk.querySelector(`.desk-grid[data-day="${CSS.escape(day)}"]`);
export const address = (name, uuid) => desk.dataset[name].replace(NOBODY, uuid);
export const say = (words) => { status.textContent = words; };
export const told = (name, value = "") => desk.dataset[`say${name}`].replace("%s", value);

// Wholly in sight, with the names of spaces that stay above it: the grid does not go under the bar.
export function showWhole(one) {
  one.scrollIntoView({ block: "nearest", inline: "nearest" });
  const bar = desk.querySelector(".desk-say").getBoundingClientRect().bottom;
  const hidden = desk.querySelector(".desk-days").getBoundingClientRect().top - bar;
  if (hidden < 0 && !one.closest(".desk-tray")) scrollBy({ top: hidden, behavior: "instant" });
}

// A status, and what the server says in data; throws when nobody answers in data.
export async function ask(url, fields) {
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
