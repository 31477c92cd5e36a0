// Say on the page, rather than in the console, that a passkey was refused or not found.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const notice = document.getElementById("passkey-failed");
  if (notice) notice.hidden = false;
});
