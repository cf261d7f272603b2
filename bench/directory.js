/**
 * Ticks every filter in sight and unticks it again, a few times, as a person would, and takes the least of the times, since
 * others who use the machine only add: until counts and number stand on the page, laid out; and until the results are drawn.
 */
async () => {
  const ROUNDS = 4;
  const took = [];
  const drawn = [];
  const results = () => document.querySelector(".directory .results");
  for (const box of document.querySelectorAll(".facets input")) {
    if (box.closest("label").hidden) continue;
    box.closest("details").open = true;
    const counted = [];
    const shown = [];
    for (let time = 0; time < 2 * ROUNDS; time += 1) {
      const before = results();
      const began = performance.now();
      box.click();
      document.body.getBoundingClientRect();
      counted.push(performance.now() - began);
      while (results() === before) await new Promise((next) => setTimeout(next));
      document.body.getBoundingClientRect();
      shown.push(performance.now() - began);
    }
    took.push(Math.min(...counted.filter((_, time) => time % 2 === 0)), Math.min(...counted.filter((_, time) => time % 2 === 1)));
    drawn.push(Math.min(...shown));
  }
  return { took, drawn };
};
