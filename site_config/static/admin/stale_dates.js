/* In the page editor: marks the blocks that name a stale date, and puts a training card below one. */
(() => {
  const PAGE = /\/pages\/(\d+)\/edit\//;

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  /* The StreamField of that name, as Wagtail's client keeps it on its element. */
  const stream = (field) => document.getElementById(`${field}-root`)?.rootBlock ?? null;

  const canAdd = (offer) =>
    typeof stream(offer.field)?.insert === "function" &&
    Boolean(stream(offer.field).blockDef?.childBlockDefsByName?.[offer.type]);

  /* Puts the card below the block with the date; at the top where the date stands in no block. */
  const addCard = (offer, block) => {
    const blocks = stream(offer.field);
    const place = blocks.children.findIndex((child) => child.id === block);
    const card = { type: offer.type, value: offer.value, id: crypto.randomUUID() };
    blocks.insert(card, place + 1, { animate: true, focus: true });
  };

  const button = (panel, item, offer) => {
    const { done, failed } = panel.dataset;
    const look = "button button-secondary button-small stale-dates__button";
    const made = element("button", look, item.dataset.offerWords);
    made.type = "button";
    made.addEventListener("click", () => {
      let message = done;
      try {
        addCard(offer, item.dataset.block);
      } catch {
        message = failed;
      }
      for (const other of document.querySelectorAll("[data-stale-date-button]")) {
        if (other.staleDate === item) other.replaceWith(element("p", "stale-dates__advice", message));
      }
    });
    made.dataset.staleDateButton = "";
    made.staleDate = item;
    return made;
  };

  const note = (item) => {
    const block = item.dataset.block;
    const place = block && document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    const content = place?.querySelector(".w-panel__content");
    if (!content) return null;
    const made = element("div", "stale-dates__note");
    made.dataset.staleDateNote = "";
    made.append(element("p", "stale-dates__why", `${item.dataset.words}: ${item.dataset.why}`));
    content.append(made);
    return made;
  };

  const dress = (panel) => {
    for (const old of document.querySelectorAll("[data-stale-date-note]")) old.remove();
    for (const item of panel.querySelectorAll("[data-stale-date]")) {
      const offer = item.dataset.offer && JSON.parse(item.dataset.offer);
      const place = note(item);
      if (offer && canAdd(offer)) {
        item.querySelector("[data-stale-date-advice]").replaceWith(button(panel, item, offer));
        place?.append(button(panel, item, offer));
      }
    }
  };

  /* After a save in the background the text may be another. */
  const refresh = async (panel) => {
    const form = panel.closest("form");
    const page = PAGE.exec(form?.action ?? "")?.[1];
    if (!page) return;
    const answer = await fetch(panel.dataset.url.replace("/0/", `/${page}/`));
    if (!answer.ok || answer.redirected) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = (list) => [...list.querySelectorAll("[data-stale-date]")].map(
      (item) => `${item.dataset.block} ${item.dataset.field} ${item.dataset.words}`,
    ).join("\n");
    if (words(drawn) === words(panel)) return;
    panel.replaceChildren(...drawn.body.childNodes);
    dress(panel);
  };

  const begin = () => {
    const panel = document.querySelector("[data-stale-dates]");
    if (!panel) return;
    dress(panel);
    document.addEventListener("w-autosave:success", () => refresh(panel));
  };

  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
