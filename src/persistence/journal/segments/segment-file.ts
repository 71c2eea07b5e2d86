import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SEGMENT_NAME = /^(\d{12})\.journal$/;
const DAMAGED_NAME = /^(\d{12})\.journal\.damaged$/;

/** Names have so many digits: no number is larger. */
export const MAX_SEGMENT_NUMBER = 10 ** 12 - 2;

export function segmentPath(directory: string, number: number): string {
  return join(directory, `${String(number).padStart(12, '0')}.journal`);
}

/** Where a segment is set aside whose bytes, or some of them, are no records. */
export function damagedPath(directory: string, number: number): string {
  return `${segmentPath(directory, number)}.damaged`;
}

/** The numbers of the segments in a folder, oldest first. */
export async function segmentNumbers(directory: string): Promise<number[]> {
  return numbersIn(await readdir(directory), SEGMENT_NAME);
}

/** The numbers of segments that were set aside. */
export async function damagedNumbers(directory: string): Promise<number[]> {
  return numbersIn(await readdir(directory), DAMAGED_NAME);
}

function numbersIn(names: readonly string[], pattern: RegExp): number[] {
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
