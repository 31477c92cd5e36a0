// The page of one answer sends itself; the page it leads to takes its place in the history, so that « back » answers nothing.
const form = document.querySelector("[data-answer]");
if (form && document.visibilityState === "visible") {
  const there = form.getAttribute("action") || location.href;
  form.setAttribute("action", there);
  history.replaceState(null, "", form.dataset.after);
  form.requestSubmit();
}
