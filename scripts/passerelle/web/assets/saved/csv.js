// @ts-check
/** Owns lists as CSV (RFC 4180) that spreadsheets open as text and never as formulas. No DOM. */

/**
 * Rows as a file, with a mark of its encoding, without which some spreadsheets garble accents.
 * @param {string[][]} rows
 */
export function csvOf(rows) {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {string} text */
function cell(text) {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}
