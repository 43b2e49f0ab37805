/* Keeps the number of characters below a field right while somebody types; home/panels.py. */
(() => {
  const begin = () => {
    for (const note of document.querySelectorAll("[data-counted]")) {
      const field = document.getElementById(note.dataset.counted);
      if (!field) continue;
      const count = () => {
        /* Code points, as Python counts them. */
        const { length } = [...field.value];
        note.textContent = note.dataset.words.replace("__number__", length);
        note.classList.toggle("counted--full", length > Number(note.dataset.room));
      };
      const described = field.getAttribute("aria-describedby") ?? "";
      field.setAttribute("aria-describedby", `${described} ${note.id}`.trim());
      field.addEventListener("input", count);
      count();
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
