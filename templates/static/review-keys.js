// Answering and moving about with single keys. They can be switched off on the page, and never act while one types.

const STANDARD = { yes: "y", no: "n", "not applicable": "xa" };
const FIRST_KEYS = "ynx0123456789"; // of the answers to the first question
const TYPED_IN = "textarea, select, input:not([type=radio], [type=checkbox])";
const OFF = "keys-off";

export function startKeys(questions) {
  const box = document.querySelector("[data-keys]");
  const on = box.querySelector("[data-keys-on]");
  on.checked = localStorage.getItem(OFF) === null;
  on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  box.hidden = false;

  const focused = () => questions.find((question) => question.element.contains(document.activeElement));
  let last = questions.indexOf(focused()); // where the person was, should the focus be elsewhere now
  let left = null; // the question that a key has just answered: Enter and c are still about it
  document.addEventListener("focusin", () => {
    left = null;
    if (focused()) last = questions.indexOf(focused());
  });

  const next = (wanted, from = last) => [...questions.slice(from + 1), ...questions.slice(0, from + 1)].find(wanted);
  const isShown = (question) => question.element.checkVisibility();
  const before = () => questions.slice(0, Math.max(last, 0)).findLast(isShown) ?? questions[0];
  const named = (hash) => questions.find((question) => `#${question.code}` === decodeURIComponent(hash));
  const jumps = {
    open: (question) => question.open,
    warning: (question) => [...document.querySelectorAll("[data-warnings] a")].some((link) => named(link.hash) === question),
    comment: (question) => question.comment.value.trim(),
    kept: (question) => question.element.querySelector(".kept"),
  };

  // A judgement that is answered still wants its reasoning; when nothing is open, what is left is to go on.
  const onward = () => {
    const here = left ?? focused();
    const found = next(jumps.open, left ? questions.indexOf(left) : last);
    if (here?.value && here.open && document.activeElement !== here.comment) here.comment.focus();
    else if (found && found !== here) found.focus();
    else document.querySelector("[data-go-on]").focus();
  };
  const actions = {
    j: onward,
    enter: onward,
    k: () => before().focus(),
    c: () => (left ?? focused())?.comment.focus(),
    "/": () => document.getElementById("find")?.focus(),
    "?": () => {
      box.open = !box.open;
      if (box.open) box.querySelector("summary").focus();
      else questions[last]?.focus();
    },
  };
  // In a look every question is one step from the next, and what is missing can be written down whatever the answer is.
  if (questions.some(({ finding }) => finding)) {
    actions.j = () => ((last >= 0 && questions.slice(last + 1).find(isShown)) || { focus: onward }).focus();
    actions.f = () => (left ?? focused())?.openFinding();
  }

  // Other answers than these three have the first letter of their word, where the keys above leave it free.
  const keysOf = (radio) => {
    const word = radio.labels[0].textContent.trim().toLowerCase();
    return radio.dataset.key ?? STANDARD[word] ?? word[0];
  };
  // On to the next question, answered or not, so that a row of answers can be typed: y n x y. A judgement wants its reasoning first.
  const moveOn = (from) => {
    left = null;
    const after = questions.slice(questions.indexOf(from) + 1).find((question) => isShown(question) && question.radios.length);
    if (from.open || !after) onward();
    else after.focus();
    left = from;
  };
  const answer = (key) => {
    const here = focused();
    // on a page that was just opened it leads to the question, so that nothing is answered unseen
    if (!here && document.activeElement === document.body && FIRST_KEYS.includes(key)) return onward;
    const [radio, another] = here?.radios.filter((each) => keysOf(each).includes(key)) ?? [];
    if (!radio || another) return undefined; // where two answers share a letter, it names neither
    return (event) => {
      if (event.repeat) return; // a key that is held down answers one question, not all of them
      if (!radio.checked) {
        radio.focus({ preventScroll: true });
        radio.click();
      }
      moveOn(here);
    };
  };

  const actionOf = (event) => {
    if (event.altKey || event.metaKey || event.isComposing) return undefined;
    if (event.target.matches(TYPED_IN)) {
      if (event.key === "Escape") return () => questions[last]?.focus();
      return event.key === "Enter" && event.ctrlKey && event.target.matches("textarea") ? onward : undefined;
    }
    if (event.ctrlKey || (event.shiftKey && event.key !== "?" && event.key !== "/")) return undefined;
    if (event.key === "Enter" && event.target.closest("button, a, summary, [type=checkbox]")) return undefined;
    const key = event.key.toLowerCase();
    return actions[key] ?? answer(key);
  };
  document.addEventListener("keydown", (event) => {
    const action = on.checked && actionOf(event);
    if (!action) return;
    event.preventDefault();
    action(event);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const question = link?.dataset.jump ? next(jumps[link.dataset.jump]) : named(link?.hash ?? "");
    if (!question) return;
    event.preventDefault();
    question.focus();
  });
  // once the browser has gone to the place itself, which takes the focus away; never from a person who types already
  addEventListener("load", () => setTimeout(() => focused() ?? named(location.hash)?.focus()));
}
