import { z } from 'zod';
import type { Json } from '../model/json.js';
import { pointer } from '../model/problem.js';
import type { SourceProblem } from './rule-set-source.js';

const namedSchema = z.object({ name: z.string() });

/** Problems of rules whose file has another name, or whose name another file has as well. */
export function problemsOfNames(rules: readonly (readonly [string, Json])[]): readonly SourceProblem[] {
  const files = new Map<string, string[]>();
  for (const [file, document] of rules) {
    const name = namedSchema.safeParse(document).data?.name;
    if (name !== undefined) files.set(name, [...(files.get(name) ?? []), file]);
  }
  return [...files].flatMap(([name, ofName]) =>
    ofName
      .filter((file) => file !== `${name}.json`)
      .map((file) =>
        problemOfName(
          file,
          name,
          ofName.filter((other) => other !== file),
        ),
      ),
  );
}

function problemOfName(file: string, name: string, others: readonly string[]): SourceProblem {
  const at = pointer('name');
  if (others.length === 0) {
    const hint = `call the file ${name}.json`;
    return { file, at, message: 'the file has another name than the rule', hint };
  }
  const all = [...others, file].join(' and ');
  const hint = 'give the copy a name of its own and call its file so, or remove it';
  return { file, at, message: `the rule "${name}" stands in ${all}`, hint };
}
