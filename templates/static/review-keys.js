// Answering and moving about with single keys. They can be switched off on the page, and never act while one types.

const ANSWERS = { y: "1", n: "2", a: "3" };
const TYPED_IN = "textarea, select, input:not([type=radio], [type=checkbox])";
const OFF = "keys-off";

export function startKeys(questions) {
  const box = document.querySelector("[data-keys]");
  const on = box.querySelector("[data-keys-on]");
  on.checked = localStorage.getItem(OFF) === null;
  on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  box.hidden = false;

  const current = () => questions.findIndex((question) => question.element.contains(document.activeElement));
  const goTo = (question) => {
    if (!question) return;
    (question.radios.find((radio) => radio.checked) ?? question.radios[0]).focus({ preventScroll: true });
    question.element.scrollIntoView({ block: "center" });
  };
  const next = (wanted) => {
    const at = current();
    goTo([...questions.slice(at + 1), ...questions.slice(0, Math.max(at, 0))].find(wanted));
  };
  const open = (question) => !question.value;
  const warned = (question) => document.querySelector(`[data-warnings] a[href="#${CSS.escape(question.code)}"], [data-warnings] a[href="#${question.code}"]`);
  const wanted = { open, warning: warned, comment: (question) => question.comment.value.trim() };

  const onward = () => {
    if (questions.some((question) => open(question) && question !== questions[current()])) next(open);
    else document.querySelector(".review-form > .govuk-button-group button").focus();
  };
  const actions = {
    j: onward,
    Enter: onward,
    k: () => goTo(questions[Math.max(current() - 1, 0)]),
    c: () => questions[current()]?.comment.focus(),
    "/": () => document.getElementById("find").focus(),
    "?": () => { box.open = !box.open; box.querySelector("summary").focus(); },
  };
  for (const [key, value] of Object.entries(ANSWERS)) {
    actions[key] = () => {
      const question = questions[current()];
      const radio = question?.radios.find((each) => each.value === value);
      if (!radio || radio.checked) return;
      radio.focus({ preventScroll: true });
      radio.click();
    };
  }

  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.altKey || event.metaKey || event.isComposing) return;
    const typing = event.target.matches(TYPED_IN);
    if (typing && event.target.matches("textarea") && (event.key === "Escape" || (event.key === "Enter" && event.ctrlKey))) {
      event.preventDefault();
      if (event.key === "Escape") goTo(questions[current()]);
      else onward();
      return;
    }
    if (typing || event.ctrlKey || !(event.key in actions)) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary, [type=checkbox]")) return;
    event.preventDefault();
    actions[event.key]();
  });

  for (const link of document.querySelectorAll("[data-jump]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); next(wanted[link.dataset.jump]); });
  }
}
