import { environment, type SetVariables } from './environment.js';

/** Set by systems for their own purposes. */
const ignored = /^(HOSTNAME|FRIENDGATE_.*)$/;

const settings: readonly string[] = [...Object.keys(environment.shape), 'CALLBACK_TOKEN'];

/** Warnings of variables that are not settings, but are named nearly like one. */
export function warningsOfSimilarNames(set: SetVariables): readonly string[] {
  return Object.keys(set)
    .filter((name) => !settings.includes(name) && !name.startsWith('CALLBACK_TOKEN') && !ignored.test(name))
    .flatMap((name) => {
      const setting = settings.find((each) => isSimilar(name, each));
      return setting === undefined ? [] : [`${name} is not a setting: did you mean ${setting}?`];
    });
}

function isSimilar(name: string, setting: string): boolean {
  const [one, other] = [plain(name), plain(setting)];
  // Short names are one letter apart by chance: PORT, POST.
  const most = other.length < 8 ? 1 : 2;
  return Math.abs(one.length - other.length) <= most && distance(one, other) <= most;
}

/** Without case, separators and plural. */
function plain(name: string): string {
  return name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replace(/IES$/, 'Y')
    .replace(/S$/, '');
}

/** The Levenshtein distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
