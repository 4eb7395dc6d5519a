// Answers and texts of a review that the server has not confirmed yet: kept in this browser for the person who gave them.
// Each page keeps its own, since two windows may hold different texts for one question.

const THIS_PAGE = performance.timeOrigin;
const mine = `unsaved:${document.querySelector(".site-account").dataset.person}:`;

const nameFor = (review, code) => `${mine}${review}:${code}:`;

// Each with a `drop` of its own.
function allKept(start) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(start));
  return names.map((name) => ({ ...JSON.parse(localStorage.getItem(name)), drop: () => localStorage.removeItem(name) }));
}

export function keep(review, code, content) {
  const kept = { ...content, code, page: location.pathname, title: document.title, at: Date.now() };
  try {
    localStorage.setItem(nameFor(review, code) + THIS_PAGE, JSON.stringify(kept));
  } catch {
    // The browser has no room left: the server still gets it.
  }
}

export function dropOwn(review, code) {
  localStorage.removeItem(nameFor(review, code) + THIS_PAGE);
}

// What earlier pages kept for a question.
export const keptFor = (review, code) => allKept(nameFor(review, code));

export function make(tag, className, text) {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

// A review that is submitted by now takes no text back: it can still be read here.
function tellWhatIsKeptElsewhere() {
  const notice = document.querySelector("[data-kept-elsewhere]");
  const elsewhere = allKept(mine).filter(({ page }) => page !== location.pathname);
  notice.hidden = elsewhere.length === 0;
  notice.querySelector("ul").replaceChildren(...elsewhere.map(lineOf));
}

function lineOf({ page, code, title, comment, drop }) {
  const line = make("li", "", "");
  const button = make("button", "link-button", "Discard it");
  button.append(make("span", "govuk-visually-hidden", `: ${code}`));
  button.addEventListener("click", () => { drop(); tellWhatIsKeptElsewhere(); });
  line.append(Object.assign(make("a", "govuk-link", `${code}, ${title}`), { href: `${page}#${code}` }), make("p", "keep-lines", comment), button);
  return line;
}

tellWhatIsKeptElsewhere();
