// @ts-check
/**
 * What the browser makes of listings and persons, as plain data that a test compares with what Python makes of them.
 *
 * @import { Answers, Listing, Role } from "./eligibility/types.js"
 * @import { Person } from "./eligibility/person.js"
 * @import { Step } from "./eligibility/steps.js"
 * @import { Screening } from "./eligibility/verdict.js"
 */
import { Screener } from "./eligibility/screener.js";

const RULED_OUT = ["not-yet", "not-this-one"];
const IS_IN = ["fits", "ask-program"];

/**
 * @param {{ listing: Listing, today: string, role: Role, people: Answers[] }[]} batch
 */
export function screened(batch) {
  return batch.map(({ listing, today, role, people }) => {
    const screener = new Screener(listing, today, role);
    return people.map((answers) => ofPerson(screener, screener.person(answers)));
  });
}

/**
 * @param {Screener} screener
 * @param {Person} person
 */
function ofPerson(screener, person) {
  const verdicts = screener.verdicts(person);
  return Object.fromEntries(
    [...verdicts].map(([id, screening]) => {
      const others = RULED_OUT.includes(screening.verdict) ? screener.alternatives(id, verdicts, person) : [];
      const plan = IS_IN.includes(screening.verdict) ? null : screener.plan(id, person);
      return [id, { ...ofProgram(screening), others, plan: plan && { ...plan, steps: plan.steps.map(ofStep) } }];
    }),
  );
}

/** @param {Screening} screening */
function ofProgram(screening) {
  const { requirements, judgement, standing, verdict, ways, deciding, open, nearest, caps, restsOnOld } = screening;
  const judged = requirements.leaves.map((leaf) => [leaf.id, judgement.of(leaf).truth, judgement.of(leaf).cause]);
  return {
    verdict, judged, ways: [...ways], deciding, open, nearest, caps, rests_on_old: restsOnOld, rules_from: standing.rulesFrom,
  };
}

/** @param {Step} step */
function ofStep({ askedBy, ...step }) {
  return { ...step, asked_by: askedBy };
}
