// Answers and texts of a review that the server has not confirmed yet: kept in this browser for the person who gave them.
// Each page keeps its own, since two windows may hold different texts for one question.

const THIS_PAGE = performance.timeOrigin;
const mine = `unsaved:${document.querySelector(".site-account").dataset.person}:`;

const nameFor = (review, code) => `${mine}${review}:${code}:`;
const all = (start) => Object.keys(localStorage).filter((name) => name.startsWith(start));

export function keep(review, code, kept) {
  const text = JSON.stringify({ ...kept, page: location.pathname, title: document.title, at: Date.now() });
  try {
    localStorage.setItem(nameFor(review, code) + THIS_PAGE, text);
  } catch {
    // The browser has no room left: the server still gets it.
  }
}

export function dropOwn(review, code) {
  localStorage.removeItem(nameFor(review, code) + THIS_PAGE);
}

// What earlier pages kept for a question, each with a `drop` of its own.
export function keptFor(review, code) {
  return all(nameFor(review, code)).map((name) => ({ ...JSON.parse(localStorage.getItem(name)), drop: () => localStorage.removeItem(name) }));
}

// On pages that ask nothing, and for the other parts of a review: where there is text to be put back.
function tellWhereKept() {
  const notice = document.querySelector("[data-kept-elsewhere]");
  const titles = new Map(all(mine).map((name) => JSON.parse(localStorage.getItem(name))).map(({ page, title }) => [page, title]));
  titles.delete(location.pathname);
  notice.hidden = titles.size === 0;
  notice.querySelector("ul").replaceChildren(...[...titles].map(linkTo));
}

function linkTo([page, title]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = page;
  link.textContent = title;
  item.append(link);
  return item;
}

tellWhereKept();
