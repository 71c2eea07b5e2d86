import { z } from 'zod';
import type { ReputationWeights } from './component-weights.js';
import { MAX_KEPT_ENTRIES, reputationComponents, defaultWeights } from './reputation.js';
import { componentNames } from '../model/question.js';

/** More points than this would let one event decide alone. */
const MAX_POINTS = 50;
/** Most points, up or down, that one component can add to a score. */
export const MAX_COMPONENT_POINTS = MAX_POINTS * MAX_KEPT_ENTRIES;

const points = z.int().min(-MAX_POINTS).max(MAX_POINTS).describe('Points that one fresh entry adds');
const keeps = z.int().min(0).max(MAX_KEPT_ENTRIES).describe('Only so many of the newest entries count');
const components = Object.fromEntries(
  componentNames.map((name) => [
    name,
    z.strictObject({ weight: points, keeps }).optional().describe(reputationComponents[name].words),
  ]),
);

/** How staff write the weights of reputations, in whole numbers. A component that is left out has the weight it came with. */
export const reputationSchema = z.strictObject({
  start: z.int().min(0).max(100).describe('The score of an account of which nothing is known'),
  components: z.strictObject(components),
});

/** The weights that a document means. */
export function weightsOf({
  start,
  components: written,
}: z.infer<typeof reputationSchema>): ReputationWeights {
  return { start, components: { ...defaultWeights.components, ...written } };
}
