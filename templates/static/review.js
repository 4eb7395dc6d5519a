// Saves each answer when it is given and each text while it is typed, to the address that the page's buttons send to.
// "Saved" is said on the server's word alone. What it has not confirmed yet is kept in the browser, for this person.

import { startKeys } from "./review-keys.js";

const form = document.querySelector("[data-review]");
const state = document.querySelector("[data-all-saved]");
const PAUSE = 1000; // milliseconds after the last key
const AGAIN = 5000; // milliseconds until the next try
const NO_CONNECTION = "no connection. Trying again";
let leaving = false;

// --- what is kept in the browser ---

const MINE = `unsaved:${form.dataset.person}:`;
const nameOf = (code) => `${MINE}${form.dataset.review}:${code}`;

function dropWhatIsAnothers() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("unsaved:") && !name.startsWith(MINE)) localStorage.removeItem(name);
  }
}

// --- talking to the server ---

function token() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
}

// What the server tells. Throws an Error whose message says why nothing is saved, and `again`: whether to try once more.
async function send(fields) {
  const refuse = (text, again) => Object.assign(new Error(text), { again });
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const options = { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual", keepalive: true };
  let response;
  try {
    response = await fetch(location.pathname, options);
  } catch {
    throw refuse(NO_CONNECTION, true);
  }
  if (response.type === "opaqueredirect") throw refuse("you are signed out. Sign in again in another window; this one goes on by itself", true);
  if (response.status === 403 || response.status === 404) throw refuse("this review is no longer open to you. Copy your text before you leave the page", false);
  if (!response.ok) throw refuse("the site could not take it. Trying again", true);
  const told = await response.json().catch(() => { throw refuse(NO_CONNECTION, true); });
  if (told.closed) throw refuse(told.closed, false);
  return told;
}

// --- one question ---

class Question {
  constructor(element) {
    this.element = element;
    this.code = element.dataset.question;
    this.radios = [...element.querySelectorAll("input[type=radio]")];
    this.comment = element.querySelector("textarea");
    this.version = form.elements[`version-${this.code}`];
    this.word = element.querySelector("[data-saved]");
    this.panel = element.querySelector("[data-conflict]");
    this.stored = "notSaved" in element.dataset ? null : this.content;
    this.failure = "";
    this.radios.forEach((radio) => radio.addEventListener("change", () => this.touched(0)));
    this.comment.addEventListener("input", () => this.touched(PAUSE));
    this.panel.addEventListener("click", (event) => this.settle(event));
  }

  get value() {
    return this.radios.find((radio) => radio.checked)?.value ?? "";
  }

  get content() {
    return JSON.stringify([this.value, this.comment.value]);
  }

  get dirty() {
    return this.content !== this.stored;
  }

  get inConflict() {
    return this.panel.childElementCount > 0;
  }

  show(value, comment) {
    for (const radio of this.radios) radio.checked = radio.value === value;
    this.comment.value = comment;
  }

  touched(pause) {
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
    showState();
  }

  keep() {
    const kept = { value: this.value, comment: this.comment.value, version: this.version.value, at: Date.now() };
    try {
      localStorage.setItem(nameOf(this.code), JSON.stringify(kept));
    } catch {
      // The browser has no room left: the server still gets it.
    }
  }

  fields() {
    return { [`value-${this.code}`]: this.value, [`comment-${this.code}`]: this.comment.value, [`version-${this.code}`]: this.version.value };
  }

  // One save at a time. A save that was not answered is sent again as it was: it may have been stored all the same.
  save(choice = {}) {
    clearTimeout(this.timer);
    this.saving ??= this.saveUntilDone(choice).finally(() => { this.saving = null; });
    return this.saving;
  }

  async saveUntilDone(choice) {
    while (this.pending || choice.settle || (this.dirty && !this.inConflict)) {
      this.pending ??= { fields: { ...this.fields(), ...choice }, content: this.content };
      try {
        this.take(await send(this.pending.fields), this.pending.content);
      } catch (error) {
        this.fail(error.message);
        if (error.again) this.timer = setTimeout(() => this.save(), AGAIN);
        else this.pending = null;
        return;
      }
      this.pending = null;
      choice = {};
      if (this.failure) return;
    }
  }

  take(told, sent) {
    document.querySelector("[data-warnings]").innerHTML = told.warnings;
    for (const [code, answered] of Object.entries(told.answered)) document.querySelector(`[data-answered="${code}"]`).textContent = answered;
    const saved = told.saved[this.code];
    const errors = told.errors[this.code];
    if (told.stale[this.code]) {
      this.panel.innerHTML = told.stale[this.code];
      this.fail("choose above which answer stands");
    } else if (errors) {
      this.fail(errors.join(". "));
    } else {
      this.version.value = saved.version;
      if (this.content === sent) this.show(saved.value, saved.comment.trim() === this.comment.value.trim() ? this.comment.value : saved.comment);
      this.stored = this.content === JSON.stringify([saved.value, this.comment.value]) && this.comment.value.trim() === saved.comment ? this.content : sent;
      this.panel.replaceChildren();
      this.failure = "";
      if (!this.dirty) localStorage.removeItem(nameOf(this.code));
      else this.keep();
      this.say(saved.text);
    }
    showState();
  }

  fail(text) {
    this.failure = text;
    this.say(`Not saved: ${text}`);
    showState();
  }

  say(text) {
    this.word.textContent = text;
    this.word.classList.toggle("question__saved--not", Boolean(this.failure));
    this.element.classList.toggle("question--trouble", this.inConflict);
  }

  settle(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    const seen = this.panel.querySelector("input");
    this.failure = "";
    this.pending = null;
    this.save({ settle: button.value, [seen.name]: seen.value });
  }

  // Text of an earlier visit that the server never confirmed is offered, not put in.
  offerKept() {
    const kept = JSON.parse(localStorage.getItem(nameOf(this.code)) ?? "null");
    if (!kept) return;
    if (JSON.stringify([kept.value, kept.comment.trim()]) === JSON.stringify([this.value, this.comment.value.trim()])) {
      localStorage.removeItem(nameOf(this.code));
      return;
    }
    const offer = document.createElement("div");
    const answer = this.radios.find((radio) => radio.value === kept.value);
    const label = answer ? answer.labels[0].textContent.trim() : "not answered";
    offer.className = "kept";
    offer.append(paragraph(`This was not saved on ${new Date(kept.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}: ${label}. ${kept.comment}`));
    offer.append(this.offered(offer, "Put it back", () => {
      this.show(kept.value, kept.comment);
      this.version.value = kept.version;
      this.touched(0);
    }), this.offered(offer, "Drop it", () => localStorage.removeItem(nameOf(this.code))));
    this.element.prepend(offer);
  }

  offered(offer, text, then) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = text;
    button.addEventListener("click", () => { offer.remove(); then(); this.radios[0].focus(); });
    return button;
  }
}

function paragraph(text) {
  const element = document.createElement("p");
  element.className = "govuk-body keep-lines";
  element.textContent = text;
  return element;
}

// --- the page as a whole ---

const questions = [...form.querySelectorAll("[data-question]")].map((element) => new Question(element));

function showState() {
  const troubled = questions.filter((question) => question.failure);
  const failure = troubled[0]?.failure ?? "";
  const text = troubled.length ? `Not saved: ${failure}` : questions.some((question) => question.dirty) ? "Saving" : "All saved";
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("question__saved--not", troubled.length > 0);
  const counts = {
    open: questions.filter((question) => !question.value).length,
    warning: document.querySelectorAll("[data-warnings] li").length,
    comment: questions.filter((question) => question.comment.value.trim()).length,
  };
  for (const [name, count] of Object.entries(counts)) {
    const link = document.querySelector(`[data-jump=${name}]`);
    link.querySelector("[data-count]").textContent = count;
    link.hidden = count === 0;
  }
}

function saveAll() {
  return Promise.all(questions.filter((question) => question.dirty).map((question) => question.save()));
}

form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  await saveAll();
  const left = questions.find((question) => question.dirty);
  if (left) {
    left.element.scrollIntoView({ block: "center" });
    return;
  }
  leaving = true;
  form.requestSubmit(event.submitter);
});

addEventListener("beforeunload", (event) => {
  if (!leaving && questions.some((question) => question.dirty)) event.preventDefault();
});
addEventListener("online", saveAll);
addEventListener("pageshow", () => { leaving = false; });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveAll(); });

dropWhatIsAnothers();
questions.forEach((question) => question.offerKept());
questions.filter((question) => question.stored === null && !question.inConflict).forEach((question) => question.touched(0));
if (matchMedia("(max-width: 60em)").matches) document.querySelector(".review-facts").open = false;
showState();
startKeys(questions);
