import type { Fact } from '../../model/fact.js';
import { pointer } from '../../model/problem.js';
import type { ProblemCollector } from '../../model/problem-collector.js';
import { wantsPattern, type Operand } from '../operand.js';
import { Pattern } from '../pattern.js';

/** A counter's reading stops here at the latest. */
const MAX_RATE_READING = 10_000;

/** Reports values that are of the right kind, and still will not do: patterns that cost too much, thresholds no counter reaches. */
export function checkLiterals(
  value: unknown,
  side: { readonly fact: Fact; readonly wanted: Operand },
  at: string,
  found: ProblemCollector,
): void {
  if (Array.isArray(value)) {
    value.forEach((each: unknown, index) => checkLiterals(each, side, at + pointer(index), found));
  } else if (typeof value === 'string' && wantsPattern(side.wanted)) {
    const pattern = Pattern.of(value);
    if (typeof pattern === 'string') found.report(at, `the pattern ${pattern}`, patternHint);
  } else if (typeof value === 'number' && value > MAX_RATE_READING && side.fact.source.kind === 'rate') {
    const limit = MAX_RATE_READING.toLocaleString('en');
    found.report(
      at,
      `"${side.fact.name}" counts to ${limit}, and this is ${value}`,
      'choose a shorter window',
    );
  }
}

const patternHint =
  'patterns are RE2: no look-around and no back-references; keep repetitions like {1,30} small';
