// What the page of a look shows and hides while it is answered; review.js does the saving, review-keys.js the keys.

const form = document.querySelector("[data-review]");
const counts = document.querySelector("[data-look-counts]");
const counted = (number, one) => `${number} ${number === 1 ? one : `${one}s`}`;
const NOT_LOOKED = "0"; // the key of “I did not look at this”

// A “No” opens its text before the keyboard asks for it.
const openFinding = (answer) => {
  const finding = answer.matches("[data-no]:checked") && answer.closest("[data-no-wants-words]")?.querySelector("[data-finding]");
  if (finding) finding.open = true;
};
form.addEventListener("change", ({ target }) => openFinding(target), true);
form.querySelectorAll("[data-no]").forEach(openFinding); // a “No” given before this script ran

form.addEventListener("answering", ({ detail: questions }) => {
  const asked = questions.filter(({ finding }) => finding);
  const gaps = asked.filter(({ comment }) => comment.value.trim());
  const notLooked = asked.filter(({ radios }) => radios.some((radio) => radio.checked && radio.dataset.key === NOT_LOOKED));
  const text = `Answered ${asked.filter(({ value }) => value).length} of ${asked.length} · ${counted(gaps.length, "finding")} · ${notLooked.length} not looked at`;
  if (counts.textContent !== text) counts.textContent = text;
  for (const question of asked) {
    const written = question.comment.value.trim();
    question.element.querySelector("[data-gap-without-no]").hidden = !written || !question.value || question.saysNo;
    const length = question.comment.value.length;
    question.element.querySelector("[data-length]").textContent = length ? `${length} of 600 characters` : "Up to 600 characters.";
  }
  const byCode = Object.fromEntries(questions.map((question) => [question.code, question]));
  const together = byCode["look.mode"].value === "2";
  for (const view of form.querySelectorAll("[data-own-view]")) view.hidden = !together;
  form.querySelector("[data-yes-wants-alert]").hidden = byCode["look.today"].value !== "1";
});
