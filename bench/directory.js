/**
 * Ticks every filter in sight once, and unticks it again, as a person would, and times each: until counts and number stand
 * on the page, laid out; and until the results are drawn.
 */
async () => {
  const took = [];
  const drawn = [];
  const results = () => document.querySelector(".directory .results");
  for (const box of document.querySelectorAll(".facets input")) {
    if (box.closest("label").hidden) continue;
    box.closest("details").open = true;
    for (let time = 0; time < 2; time += 1) {
      const before = results();
      const began = performance.now();
      box.click();
      document.body.getBoundingClientRect();
      took.push(performance.now() - began);
      while (results() === before) await new Promise((next) => setTimeout(next));
      document.body.getBoundingClientRect();
      drawn.push(performance.now() - began);
    }
  }
  return { took, drawn };
};
