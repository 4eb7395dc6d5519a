// Runs axe on this page. `seen`: the kinds of elements whose contrast was looked at before; to look at contrast takes
// most of axe's time, and it is the same for elements with the same classes all the way up. So one shown element of each
// new kind is looked at, if it has words of its own: with a list, axe would take all its lines. Gives the kinds that
// are new, and what axe finds.
async (seen) => {
  const known = new Set(seen);
  const fresh = new Map();
  const state = (element) => `${element.localName}.${element.className.baseVal ?? element.className}${element.ariaCurrent ?? ""}${element.disabled ?? ""} `;
  for (const element of document.body.querySelectorAll("*")) {
    let kind = "";
    for (let above = element; above !== document.body; above = above.parentElement) kind += state(above);
    if (!known.has(kind) && element.checkVisibility()) fresh.set(kind, element);
  }
  const hasWords = (element) =>
    element.matches("input, select, textarea") || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const worded = [...fresh.values()].filter(hasWords);
  const run = async (where, options) => {
    const { violations } = await axe.run(where, { resultTypes: ["violations"], preload: false, ...options });
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
  };
  // axe leaves target-size, a rule of WCAG 2.2, out unless it is asked for
  const found = await run(document, { rules: { "target-size": { enabled: true }, "color-contrast": { enabled: false } } });
  if (worded.length) found.push(...(await run({ include: worded }, { runOnly: ["color-contrast"] })));
  return [[...fresh.keys()], found];
}
