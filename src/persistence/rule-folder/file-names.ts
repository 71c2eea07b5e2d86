import { basename } from 'node:path/posix';
import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';

/** Hidden files, what editors leave while they save, what every repository has, and the folder of a file system's own. */
export function isPassedOver(name: string): boolean {
  return /^\.|^(?:README|LICENSE)|~$|^#.*#$|^lost\+found$/iu.test(name);
}

/** Why a file is not read, by its path within the rules folder; `null` for one that is. */
export function problemOfName(file: string): SourceProblem | null {
  if (/\.(?:json|csv)$/u.test(file)) return null;
  return {
    file,
    at: '',
    message: 'the file is not read',
    hint: hintFor(basename(file)),
    weight: 'tightened',
  };
}

const OUT = 'take it out of the rules folder, or begin its name with a dot';

function hintFor(name: string): string {
  if (/\.(?:bak|backup|old|orig|rej|tmp|temp|swp|save|part|lock)$|\(\d+\)$/iu.test(name)) return OUT;
  const [, stem = '', ending = ''] = /^(.+?)\.(json|csv)(?:\.[^.]*)?$/iu.exec(name) ?? [];
  if (stem !== '') return `call it ${stem}.${ending.toLowerCase()}`;
  const [, start = name] = /^(.+)\.[^.]+$/u.exec(name) ?? [];
  if (/\.(?:jsonc|json5|hjson|ya?ml|toml)$/iu.test(name)) return `rules are written in JSON: ${start}.json`;
  if (/\.(?:tsv|txt|xlsx?|ods)$/iu.test(name)) return `lists are kept as CSV: ${start}.csv`;
  return OUT;
}
