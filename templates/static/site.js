import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
  createAll,
} from "./vendor/govuk-frontend/govuk-frontend.min.js";

// The components look for these classes; every page works without them, and without this file.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const COMPONENTS = [Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink];
export const startComponents = (scope = document) => {
  COMPONENTS.forEach((component) => createAll(component, {}, scope));
  scope.querySelectorAll(".govuk-radios__input[aria-expanded]").forEach(sayNothingOfExpanding);
};

// Radios with a field below them get aria-expanded from GOV.UK's script at every change; ARIA knows none for radios.
const sayNothingOfExpanding = (radio) => {
  const remove = () => radio.removeAttribute("aria-expanded");
  new MutationObserver(remove).observe(radio, { attributeFilter: ["aria-expanded"] });
  remove();
};

startComponents();

// A text of some length that was typed into a form and not sent is asked about before the page is left. A review's own
// page keeps and saves its texts by itself.
let sending = false;
const typed = () => [...document.querySelectorAll("main form:not([data-review]) textarea")].some((text) => text.value !== text.defaultValue);
addEventListener("submit", (event) => { sending = !event.defaultPrevented; });
addEventListener("pageshow", () => { sending = false; });
addEventListener("beforeunload", (event) => {
  if (!sending && typed()) event.preventDefault();
});

// Text that a review keeps in the browser until it is saved goes with who signs out, and is deleted when another person
// signs in: others may use this computer.
const account = document.querySelector(".site-account");
const dropUnsaved = (except) => {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("unsaved:") && !name.startsWith(except)) localStorage.removeItem(name);
  }
};
if (account) dropUnsaved(`unsaved:${account.dataset.person}:`);
account?.addEventListener("submit", (event) => {
  const kept = Object.keys(localStorage).some((name) => name.startsWith("unsaved:"));
  if (kept && !confirm("Some of your text is not saved yet. Sign out and delete it from this computer?")) event.preventDefault();
  else dropUnsaved("no one");
});

// A CRN is copied with one press, to be pasted into the search of the case record.
const copy = async (button) => {
  const status = button.nextElementSibling;
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = "Copied";
  } catch {
    status.textContent = "Not copied: select it and copy it";
  }
};
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button));
}
