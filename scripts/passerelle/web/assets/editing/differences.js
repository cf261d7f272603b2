// @ts-check
/** Owns telling which lines of a text changed. Knows no page. */

/** @typedef {{sign: " " | "+" | "-", text: string}} Line */

const CONTEXT = 2;

/**
 * Every line of both texts, in order: those that stay, go and come. The longest lines in common stay.
 * @param {string} before
 * @param {string} after
 * @returns {Line[]}
 */
export function lineChanges(before, after) {
  const [old, now] = [before, after].map((text) => text.replace(/\n$/, "").split("\n"));
  const length = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      length[i][j] = old[i] === now[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  /** @type {Line[]} */
  const lines = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (old[i] === now[j]) {
      lines.push({ sign: " ", text: old[i] });
      [i, j] = [i + 1, j + 1];
    } else if (j === now.length || (i < old.length && length[i + 1][j] >= length[i][j + 1])) {
      lines.push({ sign: "-", text: old[i] });
      i += 1;
    } else {
      lines.push({ sign: "+", text: now[j] });
      j += 1;
    }
  }
  return lines;
}

/**
 * The changed lines with a few around them; a number stands for lines that are left out.
 * @param {Line[]} lines
 * @returns {(Line | number)[]}
 */
export function shortened(lines) {
  /** @type {(Line | number)[]} */
  const shown = [];
  lines.forEach((line, index) => {
    const near = lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1);
    const last = shown.at(-1);
    if (near.some(({ sign }) => sign !== " ")) shown.push(line);
    else if (typeof last === "number") shown[shown.length - 1] = last + 1;
    else shown.push(1);
  });
  return shown;
}
