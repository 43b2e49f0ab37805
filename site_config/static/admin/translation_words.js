/* The editor of translations has words in English whatever the language: put in ours.

   "Nederlands to Engels translation", at the head of each tab, and "More actions", for screen
   readers, stand in the script of wagtail-localize 1.14 itself. Delete what is no longer there. */
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-translation-heading]")?.dataset;
  const editor = document.querySelector(".js-translation-editor");
  if (!words || !editor) return;

  const put = () => {
    for (const node of editor.querySelectorAll("h3, .w-sr-only")) {
      if (/ to .+ translation$/.test(node.textContent)) node.textContent = words.translationHeading;
      if (node.textContent === "More actions") node.textContent = words.translationMore;
    }
  };
  new MutationObserver(put).observe(editor, { childList: true, subtree: true });
  put();
});
