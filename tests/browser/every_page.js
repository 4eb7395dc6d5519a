// What is wrong with this page for a person who uses the keyboard, forced colours or little motion: {rule: [elements]}.
() => {
  const found = {};
  const note = (rule, element) => (found[rule] ??= []).push(element.outerHTML.slice(0, 160));
  const OWN = "a[href], button, input, select, textarea, summary";
  const shown = [...document.querySelectorAll(`${OWN}, [tabindex]`)].filter((element) => element.checkVisibility());
  const stops = shown.filter((element) => element.tabIndex >= 0 && !element.disabled);

  for (const element of shown) {
    const skipped = element.tabIndex < 0 && element.matches(OWN) && !element.closest("[aria-hidden=true]");
    if (skipped || element.tabIndex > 0) note("reached by keyboard", element);
  }

  // Forced colours take shadows and backgrounds away and leave outlines. A radio's is drawn beside its label.
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isOutlined = (element) =>
    outlined(getComputedStyle(element)) || [...(element.labels ?? [])].some((label) => outlined(getComputedStyle(label, "::before")));
  const isCovered = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    let over = document.elementFromPoint(left + width / 2, top + height / 2);
    while (over && !/sticky|fixed/.test(getComputedStyle(over).position)) over = over.parentElement;
    return over && !over.contains(element);
  };
  for (const element of [...stops, ...stops.toReversed()]) {
    element.focus();
    if (!isOutlined(element)) note("focus outlined", element);
    const { width, height, bottom, top } = element.getBoundingClientRect();
    const isOutside = width < 2 || height < 2 || bottom < 0 || top > innerHeight;
    if (isOutside || isCovered(element)) note("focus in sight", element);
  }

  const first = stops[0];
  if (!first?.matches(".govuk-skip-link") || !document.querySelector(`main${first.hash}`)) note("skip link", first ?? document.body);

  for (const element of document.querySelectorAll("body *")) {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    if (animationName !== "none" || transitionDuration !== "0s" || scrollBehavior !== "auto") note("no motion", element);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return found;
}
