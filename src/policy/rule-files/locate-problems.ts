import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import { parseJsonDocument, positionsOf } from './json-document.js';
import type { Position } from './text-position.js';
import type { FileTexts } from './rule-files.js';

/** The problems with the lines that their pointers lead to, in the files as they were read. */
export function locateProblems(
  problems: readonly SourceProblem[],
  files: FileTexts,
): readonly SourceProblem[] {
  const positions = new Map(
    [...pointersByFile(problems)].map(([file, pointers]) => [file, positionsIn(files, file, pointers)]),
  );
  return problems.map((problem) => {
    if (problem.line !== undefined) return problem;
    const line = /^\/line\/(\d+)/u.exec(problem.at)?.[1];
    if (line !== undefined) return { ...problem, line: Number(line) };
    const found = waysUp(problem.at).map((at) => positions.get(problem.file)?.get(at));
    return { ...problem, ...found.find((position) => position !== undefined) };
  });
}

function pointersByFile(problems: readonly SourceProblem[]): ReadonlyMap<string, ReadonlySet<string>> {
  const pointers = new Map<string, Set<string>>();
  for (const { file, at } of problems) {
    const ofFile = pointers.get(file) ?? new Set();
    for (const way of waysUp(at)) ofFile.add(way);
    pointers.set(file, ofFile);
  }
  return pointers;
}

/** A pointer and those of all that it is in: what is missing has no place of its own. */
function waysUp(at: string): readonly string[] {
  const steps = at.split('/').slice(1);
  return [...steps.keys()].map((step) => `/${steps.slice(0, steps.length - step).join('/')}`);
}

function positionsIn(
  files: FileTexts,
  file: string,
  pointers: ReadonlySet<string>,
): ReadonlyMap<string, Position> {
  const text = files.get(file);
  if (typeof text !== 'string' || !file.endsWith('.json') || 'error' in parseJsonDocument(text))
    return new Map();
  return positionsOf(text, pointers);
}
