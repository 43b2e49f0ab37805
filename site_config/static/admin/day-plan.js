// Days in one go: asks the site for the dates of a plan, shows them, and puts them into the rows of
// the form. It also asks the site how a date or time of a row is read, and says so. Without this
// script the rows are there to be typed, and are read when the form is saved.
const TYPED = ["date", "starts", "ends"];
const AS_PLANNED = { date: "picked", starts: "starts", ends: "ends" };
const { Controller } = window.StimulusModule;

class DayPlanController extends Controller {
  static targets = ["field", "result", "status"];

  static values = {
    url: String,
    form: String,
    prefix: String,
    rows: String,
    failed: String,
    filled: String,
  };

  connect() {
    this.form = document.createElement("form");
    this.form.id = this.formValue;
    this.form.hidden = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    document.body.append(this.form);
    // Rows that were filled from here, and with which date: another plan takes their place.
    this.mine = new Map();
    this.list = document.getElementById(`${this.rowsValue}-FORMS`);
    this.read = this.read.bind(this);
    this.list.addEventListener("change", this.read);
    this.element.hidden = false;
    this.fit();
    this.introduce();
  }

  disconnect() {
    this.form.remove();
    this.list.removeEventListener("change", this.read);
  }

  // Only the fields that the pattern asks for.
  fit() {
    const pattern = this.form.elements[`${this.prefixValue}-pattern`].value;
    for (const field of this.fieldTargets) {
      const only = field.dataset.only;
      field.hidden = only !== "" && !only.split(" ").includes(pattern);
    }
  }

  change(event) {
    if (event.target.form !== this.form) return;
    this.fit();
    this.show({ complete: false });
  }

  ask() {
    this.show({ complete: true });
  }

  // Before all is filled in, an empty field is no fault.
  async show({ complete }) {
    const answer = await this.fetch(new FormData(this.form));
    if (!answer) return;
    this.statusTarget.textContent = "";
    for (const field of this.fieldTargets) {
      const control = field.querySelector("[name]");
      const isEmpty = control.value.trim() === "";
      const errors = complete || !isEmpty ? answer.errors[control.name] : null;
      say(field, control, errors, isEmpty ? null : answer.read[control.name]);
    }
    const page = new DOMParser().parseFromString(answer.html, "text/html");
    this.resultTarget.replaceChildren(...page.body.childNodes);
    if (complete) this.element.querySelector("[aria-invalid=true]")?.focus();
  }

  async fetch(data) {
    this.pending?.abort();
    this.pending = new AbortController();
    const { signal } = this.pending;
    try {
      return await get(this.urlValue, this.at(data), signal);
    } catch {
      if (signal.aborted) return null;
      this.resultTarget.replaceChildren();
      this.statusTarget.textContent = this.failedValue;
      return null;
    }
  }

  // Whose clock it is: that of the place, or of where the training is usually given.
  at(data) {
    const form = this.element.closest("form");
    for (const name of ["location", "training"]) data.set(name, form?.elements[name]?.value ?? "");
    return data;
  }

  get rows() {
    return [...this.list.querySelectorAll(":scope > [data-inline-panel-child]:not(.deleted)")];
  }

  fill() {
    const days = [...this.resultTarget.querySelectorAll("input:checked")].map((box) => ({
      ...box.dataset,
    }));
    const isFree = (row) => {
      const typed = part(row, "date").value.trim();
      return typed === "" || this.mine.get(row) === typed;
    };
    const free = this.rows.filter(isFree);
    const held = new Set(this.rows.filter((row) => !isFree(row)).map((row) => part(row, "date").value));
    for (const day of days.filter(({ date }) => !held.has(date))) {
      const row = free.shift() ?? this.add();
      for (const [name, value] of Object.entries(day)) part(row, name).value = value;
      part(row, "date").dispatchEvent(new Event("change", { bubbles: true }));
      this.mine.set(row, day.date);
    }
    for (const row of free) if (this.mine.delete(row)) row.querySelector("[id$=-DELETE-button]").click();
    this.statusTarget.textContent = this.filledValue;
    this.statusTarget.focus();
  }

  add() {
    document.getElementById(`${this.rowsValue}-ADD`).click();
    return this.rows.at(-1);
  }

  // The weekdays of the dates that the form came with, and what is to know of those.
  async introduce() {
    const inputs = this.rows.map((row) => part(row, "date")).filter(({ value }) => value.trim());
    if (inputs.length === 0) return;
    const answer = await this.picked(inputs.map(({ value }) => value).join("\n"));
    for (const input of inputs) {
      const day = answer?.days.find(({ value }) => value === input.value);
      if (day) say(input.closest("[data-field]"), input, null, day);
    }
  }

  picked(typed, name = "picked") {
    const data = new FormData();
    data.set(`${this.prefixValue}-pattern`, "picked");
    data.set(`${this.prefixValue}-${name}`, typed);
    return get(this.urlValue, this.at(data)).catch(() => null);
  }

  // How what is typed in a row is read, what is wrong with it, and what is to know of its date.
  async read(event) {
    const row = event.target.closest("[data-inline-panel-child]");
    const name = row && TYPED.find((each) => part(row, each) === event.target);
    if (!name) return;
    const control = event.target;
    const typed = control.value;
    const field = control.closest("[data-field]");
    if (!typed.trim()) {
      say(field, control);
      return;
    }
    const asked = `${this.prefixValue}-${AS_PLANNED[name]}`;
    const answer = await this.picked(typed, AS_PLANNED[name]);
    if (!answer || control.value !== typed) return;
    const read = answer.read[asked];
    // The other time is asked for when the form is saved.
    say(field, control, read ? null : answer.errors[asked], read);
  }
}

async function get(url, data, signal) {
  const address = new URL(url, window.location.href);
  address.search = new URLSearchParams(data);
  const answer = await fetch(address, {
    signal,
    headers: { "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function part(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

// What is wrong with a field, where the admin shows that; else how it was read: so it then stands in
// the field, with its weekday below.
function say(field, control, errors, read) {
  const place = field.querySelector("[data-field-errors]");
  const frame = field.matches("[data-field]") ? field : field.querySelector("[data-field]");
  frame.classList.toggle("w-field--error", Boolean(errors));
  place.replaceChildren(...lines(errors ? [errors.join(" ")] : [], "error-message"));
  if (errors) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  if (read && control.localName === "input") control.value = read.value;
  let words = frame.querySelector(".day-plan__read");
  if (!words) {
    words = document.createElement("div");
    words.className = "day-plan__read";
    words.setAttribute("role", "status");
    frame.append(words);
  }
  const known = read && !errors ? read : { words: "", warnings: [] };
  words.replaceChildren(
    ...lines([known.words].filter(Boolean), "day-plan__words"),
    ...lines(known.warnings, "day-plan__warning"),
  );
}

function lines(texts, className) {
  return texts.map((text) => {
    const line = document.createElement("p");
    line.className = className;
    line.textContent = text;
    return line;
  });
}

window.wagtail.app.register("day-plan", DayPlanController);
