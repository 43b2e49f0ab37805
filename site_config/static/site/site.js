// Makes nicer what works without it: videos play on the page, Escape closes the menu, addresses of
// pages are copied by a button or given to other apps. And counts that an article is read, but not by whom.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-embed]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.dataset.embed;
  frame.title = link.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.className = "video__frame";
  link.replaceWith(frame);
  frame.focus();
});

document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details[data-menu][open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  const menu = document.querySelector("details[data-menu][open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  const address = button.previousElementSibling;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(address.textContent).then(
      () => (button.nextElementSibling.textContent = button.dataset.copy),
      () => getSelection().selectAllChildren(address),
    );
  });
}

for (const button of document.querySelectorAll("button[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => {
    // Whoever thinks better of it is not told that it failed.
    navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
  });
}

const article = document.querySelector("[data-views]");
const reportView = () => {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", reportView);
  navigator.sendBeacon(article.dataset.views);
};
if (article && !navigator.webdriver) {
  document.addEventListener("visibilitychange", reportView);
  reportView();
}
