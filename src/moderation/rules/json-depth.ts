import type { Problem } from '../model/problem.js';

/** No document of staff needs more; deeper values would exhaust the stack of the functions that walk them. */
const MAX_DEPTH = 100;

/** Says when lists and objects stand too deep in each other for a document to be read at all. */
export function depthProblemsOf(json: unknown): readonly Problem[] {
  if (!isTooDeep(json)) return [];
  return [{ at: '', message: `values are nested more than ${MAX_DEPTH} deep` }];
}

function isTooDeep(json: unknown): boolean {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((each) => (each !== null && typeof each === 'object' ? Object.values(each) : []));
  }
  return false;
}
