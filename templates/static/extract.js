// An extract that was chosen stays chosen while one says which sheet it is and what its columns are, since the server
// keeps none of it. Without this file the browser shows the same answers, and asks for the extract each time.

import { startComponents } from "./site.js";

const sending = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  const file = form.querySelector("input[type=file]")?.files[0];
  if (!file) return;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  send(form, file).catch(() => {
    sending.delete(form);
    tell(form, "The extract could not be sent. Choose it again: it may have changed since, or the connection was lost.");
  });
});

async function send(form, file) {
  tell(form, "The extract is being sent.");
  const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (response.redirected) location.assign(response.url);
  else showAll(await showProgress(response.body), file);
}

function tell(form, text) {
  const status = form.querySelector("[role=status]") ?? document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "govuk-body";
  form.append(status);
  status.textContent = text;
}

// The whole page that came; while it comes, how many rows are read.
async function showProgress(body) {
  let html = "";
  for await (const part of pieces(body)) {
    html += part;
    if (!html.includes('class="drawn"')) showReading(parsed(html));
  }
  return html;
}

async function* pieces(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

function showReading(page) {
  if (!page.querySelector(".reading")) return;
  const isFirst = !document.querySelector(".reading");
  replaceMain(page);
  if (isFirst) document.querySelector("main").focus();
}

function showAll(html, file) {
  const page = parsed(html);
  // the head of a page that is sent in parts is gone before its extract cannot be read
  const isWrong = page.querySelector("main .govuk-error-summary") && !page.title.startsWith("Error: ");
  document.title = `${isWrong ? "Error: " : ""}${page.title}`;
  replaceMain(page);
  for (const input of document.querySelectorAll("main input[type=file]")) choose(input, file);
  const result = document.querySelector("#result");
  result?.setAttribute("tabindex", "-1");
  (result ?? document.querySelector("main")).focus();
  startComponents(document.querySelector("main"));
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

function replaceMain(page) {
  const main = document.adoptNode(page.querySelector("main"));
  main.setAttribute("tabindex", "-1");
  document.querySelector("main").replaceWith(main);
}

function choose(input, file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
}
