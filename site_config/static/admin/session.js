// Nothing that is typed is lost when somebody's log-in has ended meanwhile.
//
// Before a form is sent, the site is asked whether it would take it. If it would not, the form
// stays as it is and says so beside its buttons. After logging in again, in another tab, forms
// carry the token that holds since then; Wagtail reads it once, when the page is loaded.
(() => {
  const words = document.getElementById("session-words");
  if (!words) return;
  const { state, login, cookie } = words.dataset;
  const FIELD = "csrfmiddlewaretoken";
  const HEADER = "x-csrftoken";
  // Whoever comes back to a tab after so long is told before typing more.
  const AWAY = 60000;
  const send = window.fetch.bind(window);
  const known = new WeakSet();
  let shown = "";
  let asking = null;
  let seen = performance.now();

  const token = () =>
    document.cookie
      .split("; ")
      .find((pair) => pair.startsWith(`${cookie}=`))
      ?.slice(cookie.length + 1);

  const freshen = () => {
    const current = token();
    if (!current) return;
    for (const field of document.querySelectorAll(`input[name=${FIELD}]`)) field.value = current;
  };

  const tell = (what) => {
    if (shown === what) return;
    shown = what;
    document.querySelector(".session-note")?.remove();
    if (!what) return;
    const note = document.createElement("div");
    note.className = `session-note session-note--${what}`;
    note.setAttribute("role", what === "again" ? "status" : "alert");
    const content = words.content.querySelector(`[data-when=${what}]`).cloneNode(true);
    const footers = [...document.querySelectorAll("main footer, .footer")];
    const place = footers.find((each) => each.querySelector("[type=submit]"));
    if (place) place.prepend(note);
    else document.getElementById("main").prepend(note);
    // What is put into an alert that is there already is read out.
    note.append(content);
  };

  // What the site says: "here", "ended" or, where it does not answer, "silent".
  const ask = () => {
    asking ??= send(state, {
      cache: "no-store",
      redirect: "manual",
      headers: { "X-Requested-With": "XMLHttpRequest" },
    })
      .then((answer) => (answer.ok ? "here" : answer.status === 403 ? "ended" : "silent"))
      .catch(() => "silent")
      .then((found) => {
        asking = null;
        seen = performance.now();
        if (found === "here") freshen();
        return found;
      });
    return asking;
  };

  const look = async () => {
    const found = await ask();
    if (found === "ended") tell("ended");
    if (found !== "here" || !shown || shown === "again") return;
    tell("again");
    // What could not be saved by itself is saved now.
    document
      .querySelector("[data-edit-form][data-w-unsaved-has-edits-value=true]")
      ?.dispatchEvent(
        new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } }),
      );
  };

  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest?.("button, input");
      const form = button?.form;
      if (!form || button.type !== "submit") return;
      // Where nobody is logged in.
      if (document.body.classList.contains("login")) return;
      const method = button.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
      if (method.toLowerCase() !== "post") return;
      if (known.delete(button)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asking && button.dataset.asking) return;
      button.dataset.asking = "true";
      const found = await ask();
      delete button.dataset.asking;
      tell(found === "here" ? "" : found);
      if (found !== "here") return;
      known.add(button);
      button.click();
      known.delete(button);
    },
    true,
  );
  document.addEventListener("submit", freshen, true);

  const back = () => {
    if (document.visibilityState !== "visible") return;
    if (shown || performance.now() - seen > AWAY) look();
  };
  window.addEventListener("focus", back);
  document.addEventListener("visibilitychange", back);

  document.addEventListener("w-autosave:save", (event) => {
    freshen();
    const current = token();
    if (current) event.detail.formData.set(FIELD, current);
  });
  document.addEventListener("w-autosave:success", () => tell(""));

  // What the admin's own scripts send names the token as well, and hears of the end first.
  window.fetch = async (resource, options) => {
    const current = token();
    for (const name of Object.keys(options?.headers ?? {})) {
      if (current && name.toLowerCase() === HEADER) options.headers[name] = current;
    }
    const answer = await send(resource, options);
    const away = answer.redirected && new URL(answer.url).pathname === login;
    if (away || answer.status === 403) look();
    return answer;
  };
})();
