// A form that somebody sends while it is being saved by itself is sent once that is done.
//
// Wagtail 8 sends both at once: of a new page both make one, and the second is refused because its
// address is taken. Wagtail tells of a save when it begins to wait for it, and when it is done.
(() => {
  const STILL = 10000;
  let saving = null;
  let leaving = false;

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) {
      event.preventDefault();
      return;
    }
    saving = { event, form: event.target, since: performance.now() };
  });

  // A form that saved itself names that version from now on, and no other that somebody may make.
  document.addEventListener("w-autosave:success", (event) => {
    const { revision_id: id, revision_created_at: moment } = event.detail.data ?? {};
    for (const [name, value] of [
      ["loaded_revision_id", id],
      ["loaded_revision_created_at", moment],
    ]) {
      const field = event.target.elements?.namedItem(name);
      if (field && value) field.value = value;
    }
  });

  for (const kind of ["success", "error"]) {
    document.addEventListener(`w-autosave:${kind}`, () => {
      saving?.done?.();
      saving = null;
    });
  }

  const leave = () => {
    saving = null;
    leaving = true;
    // Whoever is still here is not leaving after all.
    setTimeout(() => {
      leaving = false;
    }, STILL);
  };

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (saving?.form !== form) return;
      const wait = Number(form.dataset.wAutosaveIntervalValue);
      if (performance.now() - saving.since < wait) {
        // Not sent yet: what is sent now holds it all.
        saving.event.preventDefault();
        leave();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (saving.done) return;
      const button = event.submitter;
      const send = () => {
        clearTimeout(limit);
        leave();
        if (button?.name) {
          // By now the button is switched off, and its name would not be sent.
          const named = document.createElement("input");
          Object.assign(named, { type: "hidden", name: button.name, value: button.value });
          form.append(named);
        }
        form.requestSubmit();
      };
      const limit = setTimeout(send, STILL);
      saving.done = send;
    },
    true,
  );
})();
