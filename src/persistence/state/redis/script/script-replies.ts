import type { Unknown } from '../../../../moderation/model/reading.js';
import type { Reading } from '../../../../moderation/model/reading.js';
import { dayOf, HORIZON_DAYS } from '../../../../moderation/state/reputation.js';
import type { ReputationDays } from '../../../../moderation/state/reputation.js';
import { componentNames, type ComponentName } from '../../../../moderation/model/question.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What members of a reputation begin with. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one letter for each name there is
export const componentLetter = Object.fromEntries(
  componentNames.map((name, i) => [name, letters[i]]),
) as Record<ComponentName, string>;

/** Days of the entries within the reputation's horizon, of members and their times by turns. */
export function daysOf(reply: unknown, now: number): ReputationDays {
  const flat = textsOf(reply);
  const days = componentNames.map((): number[] => []);
  for (let i = 0; i < flat.length; i += 2) {
    const ofComponent = days[letters.indexOf(flat[i]?.[0] ?? '')];
    const day = dayOf(Number(flat[i + 1]));
    if (day > dayOf(now) - HORIZON_DAYS) ofComponent?.push(day);
  }
  return days;
}

/** The names of the labels in force, of names and their latest changes by turns. */
export function labelsInForce(reply: unknown, now: number, unknown: Unknown | null): Reading {
  if (unknown !== null) return unknown;
  const flat = textsOf(reply);
  const names: string[] = [];
  for (let i = 0; i < flat.length; i += 2) {
    const [, ends = 0, cleared]: readonly number[] = JSON.parse(flat[i + 1] ?? '[]');
    if (cleared === 0 && (ends === 0 || now < ends)) names.push(flat[i] ?? '');
  }
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function textsOf(reply: unknown): readonly string[] {
  return Array.isArray(reply) ? reply.map(String) : [];
}
