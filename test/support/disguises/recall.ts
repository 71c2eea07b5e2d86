import type { DisguisedRemark } from './corpus.js';

export interface Share {
  readonly found: number;
  readonly of: number;
}

/** How many of the remarks are seen through, and the first that are not. */
export interface Recall extends Share {
  readonly misses: readonly DisguisedRemark[];
}

const MISSES_SHOWN = 6;

export function recallOf(
  remarks: readonly DisguisedRemark[],
  finds: (remark: DisguisedRemark) => boolean,
): Recall {
  const missed = remarks.filter((remark) => !finds(remark));
  return {
    found: remarks.length - missed.length,
    of: remarks.length,
    misses: missed.slice(0, MISSES_SHOWN),
  };
}

export function rate({ found, of }: Share): number {
  return of === 0 ? 1 : found / of;
}

/** For messages: the share, and below it the misses with what cannot be seen written out. */
export function described(name: string, recall: Recall): string {
  const share = `${(100 * rate(recall)).toFixed(1).padStart(5)} %  ${String(recall.found)}/${String(recall.of)}  ${name}`;
  const misses = recall.misses.map(
    ({ text, term, by }) => `           ${term.text} | ${visible(text)} | ${by.join(' + ')}`,
  );
  return [share, ...misses].join('\n');
}

/** Signs that do not show, or not by themselves, by their numbers. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cf}\p{Me}\p{Variation_Selector}\p{Zs}\u0300-\u036f\u20d0-\u20f0\u3164\u115f\u1160\uffa0\u2800]/gu,
    (sign) => (sign === ' ' ? sign : `{${sign.codePointAt(0)?.toString(16) ?? ''}}`),
  );
}
