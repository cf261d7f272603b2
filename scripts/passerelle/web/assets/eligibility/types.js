// @ts-check
/**
 * The shapes that rules are decided on and what comes of them. Types only: no page loads this.
 * A day is written 2026-11-22, a month 2026-11.
 *
 * @import { Partly, Person } from "./person.js"
 *
 * @typedef {"participant" | "mentor"} Role
 * @typedef {{ unit: "years" | "months", number: number }} Span
 * @typedef {string | number | boolean} Code
 * @typedef {Code | Code[] | Span} Operand
 *
 * A leaf as it is published: what is left out is as usual.
 * @typedef {object} PublishedLeaf
 * @property {"leaf"} kind
 * @property {string} id
 * @property {string} ask
 * @property {string} operator
 * @property {Operand} operand
 * @property {string} [skill]
 * @property {boolean} [negated]
 * @property {boolean} [or_equivalent]
 * @property {"source" | "gate" | "area"} [origin]
 * @property {string} [source]
 * @property {string} sentence
 *
 * @typedef {PublishedLeaf | { kind: "all" | "any", parts: PublishedCondition[] }} PublishedCondition
 *
 * One condition on the answer to one question.
 * @typedef {object} Leaf
 * @property {"leaf"} kind
 * @property {string} id
 * @property {string} ask
 * @property {string} operator
 * @property {Operand} operand
 * @property {readonly Code[]} codes the operand as a list; of a span, none
 * @property {number} months of a span
 * @property {string} skill
 * @property {boolean} negated
 * @property {boolean} orEquivalent
 * @property {"source" | "gate" | "area"} origin
 * @property {string | null} source
 * @property {string} sentence
 * @property {string} wording what orders leaves
 * @property {number} alike the same for leaves that ask the same
 *
 * @typedef {Leaf | { kind: "all" | "any", parts: readonly Condition[] }} Condition
 *
 * What a program asks of people in one role.
 * @typedef {object} Requirements
 * @property {string} program
 * @property {Role} role
 * @property {string} stated
 * @property {Condition} condition
 * @property {readonly Leaf[]} leaves
 * @property {readonly Condition[]} assets help, but never decide
 *
 * @typedef {object} Question
 * @property {string} type
 * @property {string} [options]
 * @property {boolean} [gate]
 * @property {boolean} [choose]
 * @property {string} raise
 * @property {string} [becomes]
 * @property {{ question: string, any_of: Code[], above: number | null }} [only_if]
 * @property {Code} [otherwise]
 * @property {string} topic
 * @property {string} [unit]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {boolean} [sensitive]
 * @property {boolean} [may_change]
 *
 * `order` is there where terms stand in ascending order.
 * @typedef {{ terms: Record<string, { under?: string[] }>, order?: string[] }} Vocabulary
 *
 * What joining or finishing a program changes: codes added to sets, levels raised by some up to a ceiling, levels told.
 * @typedef {object} Changes
 * @property {readonly [string, string][]} adds
 * @property {readonly [string, number, number][]} raises
 * @property {readonly string[]} reveals
 *
 * @typedef {{ stated: string, condition: PublishedCondition, assets: readonly PublishedCondition[] }} Rule
 *
 * @typedef {object} Program
 * @property {string} status
 * @property {readonly string[]} aims
 * @property {readonly string[]} areas
 * @property {string | null} evidence newest day that its sources speak for
 * @property {string | null} verified
 * @property {number} review_every_months
 * @property {string | null} intake_ends
 * @property {{ joining: Changes, finishing: Changes, months: number, days: number } | null} offer
 * @property {Record<string, { evidence: string | null }>} sources
 * @property {Partial<Record<Role, Rule>>} rules
 *
 * What the checker's page carries, as far as rules need it.
 * @typedef {object} Listing
 * @property {Record<string, Question>} questions
 * @property {Record<string, Vocabulary>} vocabularies
 * @property {Record<string, { program: string | null }>} gates
 * @property {readonly string[]} joinable
 * @property {Record<string, Program>} programs
 *
 * @typedef {number | "not-tested"} Level
 * @typedef {Record<string, Level | null>} Levels by skill
 *
 * An answer as it is given: null for "I'd rather not say", a list for a question with many answers.
 * @typedef {Code | readonly string[] | Partly | Levels | null} Answer
 * @typedef {Readonly<Record<string, Answer>>} Answers by question
 *
 * Three values in the order that combination needs: not met, unknown, met.
 * @typedef {0 | 1 | 2} Truth
 *
 * What a truth hangs on: the answer given, that there is none, or that the answer given is not exact enough.
 * @typedef {"answer" | "unanswered" | "declined" | "inapplicable" | "not-tested" | "depends-on-day" | "too-wide"} Cause
 * @typedef {Readonly<{ truth: Truth, cause: Cause }>} Judged
 * @typedef {(answer: any, leaf: Leaf, person: Person) => Judged} Operator
 *
 * How a leaf that is not met can come to be met.
 * @typedef {"joining" | "preparation" | "time" | "choice" | "arrival" | "equivalent"} Way
 *
 * @typedef {"fits" | "ask-program" | "need-answers" | "not-yet" | "not-this-one"} Verdict
 *
 * Why a rule that is met earns no `fits`.
 * @typedef {"partly-stated" | "not-stated" | "old-record" | "old-rules" | "paused" | "intake-over"} Cap
 *
 * How far a program's record can be relied on, on a day. `rulesFrom` is the newest day its rule is known from.
 * @typedef {{ caps: readonly Cap[], oldSources: ReadonlySet<string | null>, rulesFrom: string | null }} Standing
 *
 * A program as a step: who may take it, what joining and finishing it change, how long it takes. `age` is 0 for a
 * confirmed record, 1 for one seen, 2 for an old one; `months` and `days` add up, 0 where unknown.
 * @typedef {object} Offer
 * @property {Requirements} requirements
 * @property {Changes} joining
 * @property {Changes} finishing
 * @property {number} months
 * @property {number} days
 * @property {number} age
 * @property {readonly string[]} areas
 *
 * @typedef {"finish" | "enter"} Taking a program as a step
 * @typedef {"wait" | "choose" | "arrive" | "equivalent"} Reaching a leaf without a program
 *
 * One step. `program` is finished or entered; any of `gates` is joined; `leaf` (of `askedBy`) is waited for, chosen,
 * reached by arriving, or met by something equal.
 * @typedef {object} Step
 * @property {Taking | Reaching | "join"} kind
 * @property {string | null} program
 * @property {readonly string[]} gates
 * @property {string | null} askedBy
 * @property {string | null} leaf
 * @property {readonly [string, number][]} levels reached by taking it as often as needed
 * @property {readonly string[]} reveals the levels it tells
 * @property {string | null} on the first day after a wait, where one is known
 * @property {readonly string[]} open the leaves of the program's own rule that are not known
 *
 * A step that may be worth taking. `order` tells moves apart and sorts them; `age` and `far` make it less preferred.
 * `lead` is the fewest steps in which it can lead to a target, itself included.
 * @typedef {{ order: string, age: number, far: number, lead: number } & (
 *   { kind: Taking, offer: Offer } |
 *   { kind: "join", gates: readonly string[] } |
 *   { kind: Reaching, leaf: Leaf, askedBy: string }
 * )} Move
 *
 * A step, and the person after it.
 * @typedef {[Step, Person]} Taken
 *
 * A way into a program. `conditions` are leaves that hold only if a test shows a level high enough; `before` are leaves
 * that time will end, with the last day on which they surely hold.
 * @typedef {{ steps: readonly Step[], conditions: readonly string[], before: readonly [string, string][] }} Plan
 *
 * Steps taken so far and where they led. Comparing `cost` item by item compares equally long routes.
 * @typedef {{ cost: [number, number, ...(number | string)[]], steps: readonly Step[], person: Person }} Route
 */
export {};
