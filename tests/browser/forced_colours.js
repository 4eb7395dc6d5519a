// What a person cannot tell apart on this page while the system sets all colours: {rule: [elements]}.
() => {
  const found = {};
  const note = (rule, element) => (found[rule] ??= []).push(element.textContent.trim() || element.outerHTML);
  const ground = getComputedStyle(document.body).backgroundColor;
  const hasBorder = (element) => {
    const style = getComputedStyle(element);
    return ["Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) >= 2 && style[`border${side}Color`] !== ground);
  };
  const isMarked = (link) => hasBorder(link) || hasBorder(link.closest("li"));
  for (const list of document.querySelectorAll("nav ul:has([aria-current])")) {
    for (const link of list.querySelectorAll("li a"))
      if (isMarked(link) !== link.hasAttribute("aria-current")) note("forced colours: where one is", link);
  }
  for (const fill of document.querySelectorAll(".bar__fill"))
    if (getComputedStyle(fill).fill === getComputedStyle(fill.closest(".bar")).backgroundColor) note("forced colours: bars", fill);
  return found;
}
