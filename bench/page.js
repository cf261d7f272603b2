/**
 * Answers every list of the counsellor's page once, as a person would, and times each: until verdicts are counted and the
 * questions that are left are known, then until the results are drawn.
 */
async () => {
  const took = [];
  const drawn = [];
  const results = document.querySelector(".found");
  for (const field of document.querySelectorAll(".questions select")) {
    if (field.closest("[hidden]")) continue;
    field.selectedIndex = Math.min(3, field.options.length - 1);
    const before = results.firstChild;
    const began = performance.now();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    took.push(performance.now() - began);
    while (results.firstChild === before) await new Promise((next) => setTimeout(next));
    drawn.push(performance.now() - began);
  }
  return { took, drawn };
};
