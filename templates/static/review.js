// Saves each answer when it is given and each text while it is typed, to the address that the page's buttons send to.
// "Saved" is said on the server's word alone. What it has not confirmed yet is kept in the browser, for this person.

import { dropOwn, keep, keptFor, make } from "./review-kept.js";
import { startKeys } from "./review-keys.js";

const form = document.querySelector("[data-review]");
const state = document.querySelector("[data-all-saved]");
const PAUSE = 1000; // milliseconds after the last key
const AGAIN = 5000; // milliseconds until the next try
const PATIENCE = 20000; // milliseconds until a save without an answer counts as failed
const OUTLIVES_PAGE = 8000; // bytes: browsers finish no more than some of these when a page is left
const COPY = "Copy your text before you leave the page";
const NO_CONNECTION = "no connection. Trying again";
let leaving = false;
let going = false;

// --- talking to the server ---

function token() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
}

// What the server tells. Throws an Error whose message says why nothing is saved, and `again`: whether to try once more.
async function send(fields) {
  const refuse = (text, again) => Object.assign(new Error(text), { again });
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const body = new URLSearchParams({ ...fields, person: form.dataset.person });
  const keepalive = `${body}`.length < OUTLIVES_PAGE;
  let response;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    response = await fetch(location.pathname, { method: "POST", body, headers, redirect: "manual", keepalive, signal });
  } catch {
    throw refuse(NO_CONNECTION, true);
  }
  if (response.type === "opaqueredirect") throw refuse("you are signed out. Sign in again in another window; then this page saves your answers", true);
  if (response.status === 403 || response.status === 404) throw refuse(`you do not have access to this ${form.dataset.what ?? "review"}, or no longer have it. ${COPY}`, false);
  if (!response.ok) throw refuse("the site could not save it. Trying again", true);
  const told = await response.json().catch(() => { throw refuse(NO_CONNECTION, true); });
  if (told.closed) throw refuse(`${told.closed} ${COPY}`, false);
  return told;
}

// --- one question ---

// How a field is read: as it is now, and as the server sent it. A person may answer before this script runs.
const NOW = { isChosen: (field) => field.checked, valueOf: (field) => field.value };
const AS_SENT = {
  isChosen: (field) => field.defaultChecked,
  valueOf: (field) => (field.options ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0]).value : field.defaultValue),
};

class Question {
  constructor(element) {
    this.element = element;
    this.code = element.dataset.question;
    this.radios = [...element.querySelectorAll("input[type=radio]:not([data-more])")];
    this.comment = element.querySelector("textarea:not([data-more])") ?? make("textarea", "", "");
    this.more = [...element.querySelectorAll("[data-more]")]; // what else goes with the text, as in a look
    this.version = form.elements[`version-${this.code}`];
    this.word = element.querySelector("[data-saved]");
    this.panel = element.querySelector("[data-conflict]");
    this.finding = element.querySelector("[data-finding]"); // of a look: opens with a “No”, or by key
    this.stored = "notSaved" in element.dataset ? null : this.contentIn(AS_SENT);
    this.isJudgement = element.classList.contains("question--judgement");
    this.isOptional = "optional" in element.dataset;
    this.noWantsWords = "noWantsWords" in element.dataset;
    this.failure = "";
    this.radios.forEach((radio) => radio.addEventListener("change", () => this.touched(0)));
    this.comment.addEventListener("input", () => this.touched(PAUSE));
    this.comment.addEventListener("change", () => this.touched(0));
    this.more.forEach((field) => field.addEventListener("change", () => this.touched(0)));
    // browsers bring no more than the caret into view, and what stays at the top may cover the rest
    this.comment.addEventListener("focus", () => this.comment.scrollIntoView({ block: "nearest" }));
    this.panel.addEventListener("click", (event) => this.settle(event));
    if (this.isJudgement) element.querySelector(".govuk-radios").addEventListener("click", (event) => this.askReasoning(event));
  }

  get value() {
    return this.valueIn(NOW);
  }

  get content() {
    return this.contentIn(NOW);
  }

  get moreFields() {
    return this.moreIn(NOW);
  }

  valueIn({ isChosen }) {
    return this.radios.find(isChosen)?.value ?? "";
  }

  moreIn({ isChosen, valueOf }) {
    const isBox = (field) => ["radio", "checkbox"].includes(field.type);
    const sent = this.more.filter((field) => !isBox(field) || isChosen(field));
    return Object.fromEntries(sent.map((field) => [field.name, isBox(field) ? field.value : valueOf(field)]));
  }

  contentIn(state) {
    return JSON.stringify([this.valueIn(state), state.valueOf(this.comment), this.moreIn(state)]);
  }

  showMore(kept) {
    for (const field of Object.keys(kept).length ? this.more : []) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = kept[field.name] === field.value;
      else field.value = kept[field.name] ?? "";
    }
  }

  get saysNo() {
    return this.radios.some((radio) => radio.checked && "no" in radio.dataset);
  }

  get dirty() {
    return this.content !== this.stored;
  }

  get inConflict() {
    return this.panel.childElementCount > 0;
  }

  get open() {
    if (this.isOptional) return false;
    const wantsWords = this.isJudgement || (this.noWantsWords && this.saysNo);
    return !this.value || (wantsWords && !this.comment.value.trim());
  }

  focus() {
    (this.radios.find((radio) => radio.checked) ?? this.radios[0] ?? this.comment).focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "center" });
  }

  openFinding() {
    if (!this.finding) return;
    this.finding.open = true;
    this.comment.focus();
  }

  show(value, comment) {
    for (const radio of this.radios) radio.checked = radio.value === value;
    this.comment.value = comment;
  }

  touched(pause) {
    leaving = false;
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
    showState();
  }

  // Only after a mouse: arrow keys choose an answer in passing, and on a screen one touches this would open a keyboard.
  askReasoning(event) {
    if (event.detail === 0 || event.pointerType === "touch") return;
    setTimeout(() => { if (this.open && this.value) this.comment.focus(); }); // once the answer is chosen
  }

  keep() {
    if (this.dirty) keep(form.dataset.review, this.code, { value: this.value, comment: this.comment.value, version: this.version.value, more: this.moreFields });
    else dropOwn(form.dataset.review, this.code);
  }

  fields() {
    const own = { [`value-${this.code}`]: this.value, [`comment-${this.code}`]: this.comment.value, [`version-${this.code}`]: this.version.value };
    return { ...own, ...this.moreFields };
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
      let told;
      try {
        told = await send(this.pending.fields);
      } catch (error) {
        this.fail(error.message);
        if (error.again) this.timer = setTimeout(() => this.save(), AGAIN);
        else this.pending = null;
        return;
      }
      this.take(told, this.pending.content);
      this.pending = null;
      choice = {};
      if (this.failure) return;
    }
  }

  take(told, sent) {
    showRemarks(told);
    const saved = told.saved[this.code];
    const errors = told.errors[this.code];
    if (told.stale[this.code]) {
      this.panel.innerHTML = told.stale[this.code];
      this.fail("choose which answer to keep");
    } else if (errors) {
      this.fail(errors.join(". "));
    } else {
      this.store(saved, sent);
      this.panel.replaceChildren();
      this.failure = "";
      this.keep();
      this.say(saved.text);
    }
    showState();
  }

  // What was typed while another person's answer came back keeps its old version: the next save shows both.
  store(saved, sent) {
    const [value, comment] = JSON.parse(sent);
    const asSent = saved.value === value && saved.comment.trim() === comment.trim();
    const typedOn = this.content !== sent;
    if (typedOn && !asSent) return;
    if (!asSent) this.show(saved.value, saved.comment);
    this.version.value = saved.version;
    this.stored = typedOn ? sent : this.content;
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

  // Both texts are put together here: the server can then be told again, should its answer be lost.
  settle(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (this.saving) return;
    const seen = this.panel.querySelector("input");
    const both = button.dataset.theirs;
    if (both) this.comment.value = `${both}\n\n${this.comment.value}`.trim();
    this.failure = "";
    this.pending = null;
    this.focus();
    this.keep();
    this.save({ settle: both === undefined ? button.value : `mine:${this.code}`, [seen.name]: seen.value });
  }

  // Text of an earlier visit that the server never confirmed is offered, not put in.
  offerKept() {
    for (const kept of keptFor(form.dataset.review, this.code)) {
      const held = [this.value, this.comment.value.trim(), this.moreFields];
      if (JSON.stringify([kept.value, kept.comment.trim(), kept.more ?? {}]) === JSON.stringify(held)) kept.drop();
      else this.element.prepend(this.offer(kept));
    }
  }

  offer(kept) {
    const offer = make("div", "kept", "");
    const answer = this.radios.find((radio) => radio.value === kept.value);
    const at = new Date(kept.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    offer.append(make("p", "govuk-body", `You entered this on ${at}, but it was not saved: ${answer ? answer.labels[0].textContent.trim() : "not answered"}.`));
    if (kept.comment) offer.append(make("p", "govuk-body keep-lines", kept.comment));
    const note = kept.more?.[`risk-${this.code}`]; // of a look: could put someone at risk if read
    if (note) offer.append(make("p", "govuk-body keep-lines", note));
    const putBack = () => {
      const typedSince = this.dirty ? this.comment.value.trim() : "";
      this.show(kept.value, [kept.comment, typedSince].filter(Boolean).join("\n\n"));
      this.showMore(kept.more ?? {});
      this.version.value = kept.version;
      this.touched(0);
    };
    offer.append(this.button("Put it back", offer, () => { putBack(); kept.drop(); }), this.button("Discard it", offer, kept.drop));
    return offer;
  }

  button(text, offer, then) {
    const button = make("button", "govuk-button govuk-button--secondary", text);
    button.type = "button";
    button.addEventListener("click", () => {
      then();
      offer.remove();
      this.focus();
      showState();
    });
    return button;
  }
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
    open: questions.filter((question) => question.open).length,
    warning: document.querySelectorAll("[data-warnings] li").length,
    comment: questions.filter((question) => question.comment.value.trim()).length,
    kept: document.querySelectorAll(".kept").length,
  };
  for (const [name, count] of Object.entries(counts)) {
    const link = document.querySelector(`[data-jump=${name}]`);
    if (!link) continue;
    link.querySelector("[data-count]").textContent = count;
    link.hidden = count === 0;
  }
  for (const button of form.querySelectorAll("[name=set-aside]")) {
    button.hidden = !questions.some((question) => !question.value && !question.isJudgement && button.closest(".block").contains(question.element));
  }
  form.dispatchEvent(new CustomEvent("answering", { detail: questions }));
}

// The list of warnings stays as it is, closed or in focus, where it says the same as before.
let warningsShown = null; // what the page came with
function showRemarks(told) {
  const place = document.querySelector("[data-warnings]");
  if (place && told.warnings !== warningsShown) {
    const before = form.getBoundingClientRect().bottom;
    const closed = place.querySelector("details:not([open])");
    place.innerHTML = warningsShown = told.warnings;
    if (closed) place.querySelector("details")?.removeAttribute("open");
    // the questions below stay where they are, under the mouse of the person who goes on answering
    scrollBy({ top: form.getBoundingClientRect().bottom - before, behavior: "instant" });
  }
  for (const [code, answered] of Object.entries(told.answered)) document.querySelector(`[data-answered="${code}"]`).textContent = answered;
}

// Sets the rest of a question's prompts "not applicable", or takes that back, without loading the page again.
async function takeStep(button) {
  const here = questions.filter(({ element }) => button.closest(".block").contains(element));
  await saveAll();
  const unsaved = here.find((question) => question.dirty);
  if (unsaved) {
    unsaved.focus();
    return;
  }
  try {
    const told = await send(Object.assign({ [button.name]: button.value }, ...here.map((question) => question.fields())));
    here.forEach((question) => question.take(told, question.content));
  } catch (error) {
    state.textContent = `Not saved: ${error.message}`;
    return;
  }
  const isUndone = button.name === "put-back";
  button.closest(".block").querySelector("[name=put-back]").hidden = isUndone;
  (here.find((question) => question.open) ?? here.at(-1)).focus();
}

function saveAll() {
  return Promise.all(questions.filter((question) => question.dirty).map((question) => question.save()));
}

form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  if (going) return;
  going = true;
  if (event.submitter?.closest(".block__step")) {
    await takeStep(event.submitter);
    going = false;
    return;
  }
  await saveAll();
  await new Promise((done) => setTimeout(done)); // a form that is still being sent takes no second request
  going = false;
  const left = questions.find((question) => question.dirty);
  if (left && !("always" in (event.submitter?.dataset ?? {}))) {
    left.focus();
    return;
  }
  leaving = true;
  form.requestSubmit(event.submitter);
});

// The second press of a double click would meet whatever button has come to lie there since the first.
form.addEventListener("click", (event) => {
  if (event.detail < 2 || !event.target.closest("button")) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// Enter on an answer would press the first button, which loads the page again though everything is saved already.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input[type=radio]")) event.preventDefault();
});

addEventListener("beforeunload", (event) => {
  if (!leaving && questions.some((question) => question.dirty)) event.preventDefault();
});
addEventListener("online", saveAll);
addEventListener("pageshow", () => { leaving = false; });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveAll(); });

questions.forEach((question) => question.offerKept());
questions.filter((question) => question.dirty && !question.inConflict).forEach((question) => question.touched(0));
if (matchMedia("(max-width: 60em)").matches) document.querySelector(".review-facts")?.removeAttribute("open");
showState();
startKeys(questions);
