import { z } from 'zod';
import { componentNames, type ComponentName } from '../../../../moderation/model/question.js';
import { labelsInForce, type LabelState } from '../../../../moderation/state/label-precedence.js';
import { dayOf, HORIZON_DAYS } from '../../../../moderation/state/reputation.js';
import type { ReputationDays } from '../../../../moderation/state/reputation.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** The first letter of a reputation's members, by component. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one letter for each name there is
export const componentLetter = Object.fromEntries(
  componentNames.map((name, i) => [name, letters[i]]),
) as Record<ComponentName, string>;

/** The days of the entries within the reputation's horizon. @param reply members and their times, by turns */
export function readDays(reply: unknown, now: number): ReputationDays {
  const flat = textsOf(reply);
  const days = componentNames.map((): number[] => []);
  for (let i = 0; i < flat.length; i += 2) {
    const ofComponent = days[letters.indexOf(flat[i]?.[0] ?? '')];
    const day = dayOf(Number(flat[i + 1]));
    if (day > dayOf(now) - HORIZON_DAYS) ofComponent?.push(day);
  }
  return days;
}

/** The names of the labels in force. @param reply names and their states, by turns */
export function readLabels(reply: unknown, now: number): readonly string[] {
  const flat = textsOf(reply);
  const labels: (readonly [string, LabelState])[] = [];
  for (let i = 0; i < flat.length; i += 2) labels.push([flat[i] ?? '', decodeLabelState(flat[i + 1] ?? '')]);
  return labelsInForce(labels, now);
}

/** Time of the change, end (0: none) and whether it is cleared (1). Further members are a newer version's. */
const labelStateSchema = z
  .tuple([z.number(), z.number(), z.literal([0, 1])])
  .rest(z.unknown())
  .transform(([at, end, cleared]): LabelState => ({
    at,
    expiresAt: end === 0 ? null : end,
    cleared: cleared === 1,
  }));

/** A label's state as the scripts store it. Throws when it is none. */
export function decodeLabelState(text: string): LabelState {
  return labelStateSchema.parse(JSON.parse(text));
}

/** The items of a reply that is a list; none of another one. */
export function itemsOf(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}

function textsOf(reply: unknown): readonly string[] {
  return itemsOf(reply).map(String);
}
