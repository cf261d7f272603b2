// @ts-check
/**
 * Owns days and months, written as ISO text: no clock, no time zone. And how fresh a record is on a day.
 *
 * @import { Program } from "./types.js"
 */

const SEEN_FOR_MONTHS = 36;

/** @param {Date} date */
const written = (date) => date.toISOString().slice(0, 10);

/**
 * The same day some months later, or that month's last day if it is shorter.
 * @param {string} day
 * @param {number} months
 */
export function monthsAfter(day, months) {
  const [year, month, number] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(number, last.getUTCDate()));
  return written(last);
}

/**
 * @param {string} day
 * @param {number} days
 */
export function daysAfter(day, days) {
  return written(new Date(Date.parse(day) + days * 86_400_000));
}

/**
 * @param {string | null} evidence
 * @param {string} today
 */
export function isOld(evidence, today) {
  return !evidence || today > monthsAfter(evidence, SEEN_FOR_MONTHS);
}

/** @param {(string | null)[]} days */
export function newest(days) {
  return days.filter((day) => day !== null).sort().at(-1) ?? null;
}

/**
 * @param {Program} program
 * @param {string} today
 */
export function freshness({ verified, evidence, review_every_months: months }, today) {
  if (verified && verified <= today && today <= monthsAfter(verified, months)) return "confirmed";
  return isOld(newest([evidence, verified]), today) ? "old" : "seen";
}
