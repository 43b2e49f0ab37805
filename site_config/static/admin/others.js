// Who else has this open, as a sentence above the form, which is read out too.
//
// Wagtail shows a small picture of them, and the words only when one points at it.
(() => {
  const note = document.createElement("p");
  note.className = "others-note";
  note.setAttribute("role", "status");

  const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

  const sentence = (item) => {
    const said = text(item.querySelector(".w-editing-sessions__message"));
    if (said) return `${said}.`;
    const name = item.querySelector(".w-editing-sessions__name");
    return name ? `${text(name)}: ${text(name.parentElement.lastElementChild).toLowerCase()}.` : "";
  };

  document.addEventListener("w-swap:json", (event) => {
    const { html, other_sessions: others } = event.detail?.data ?? {};
    const form = document.querySelector("[data-edit-form]");
    if (!form || !html || !others) return;
    if (!note.isConnected) form.before(note);
    const list = new DOMParser().parseFromString(html, "text/html");
    const said = [...list.querySelectorAll("ol.w-editing-sessions__list > li")]
      .slice(0, others.length)
      .filter((item, number) => !others[number]?.is_idle || others[number].revision_id)
      .map(sentence)
      .join(" ");
    // Said once, not every ten seconds.
    if (note.textContent !== said) note.textContent = said;
  });
})();
