import type { SourceProblem } from '../moderation/rules/rule-set-source.js';

interface Problems {
  readonly problems: readonly SourceProblem[];
}

/** Prints what is wrong, and has the process end with 1. */
export function reportProblems(checked: Problems | object): checked is Problems {
  if (!hasProblems(checked)) return false;
  for (const problem of checked.problems) console.error(problemLine(problem));
  if (hasWarnings(checked))
    for (const each of checked.warnings) console.error(`Warning: ${problemLine(each)}`);
  console.error(`${checked.problems.length} problem${checked.problems.length === 1 ? '' : 's'}`);
  process.exitCode = 1;
  return true;
}

/** Prints what is doubtful and refuses nothing. */
export function reportWarnings(warnings: readonly SourceProblem[]): void {
  for (const warning of warnings) console.log(`Warning: ${problemLine(warning)}`);
}

function hasProblems(checked: Problems | object): checked is Problems {
  return 'problems' in checked;
}

function hasWarnings(checked: object): checked is { readonly warnings: readonly SourceProblem[] } {
  return 'warnings' in checked;
}

/** One problem as a line that begins with its file and line, as editors and CI read them. */
export function problemLine({ file, line, column, at, message, hint }: SourceProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  // The line at the start of a list's pointer has been printed already.
  const within = at.replace(/^\/line\/\d+/u, '');
  const where = within === '' ? place : `${place} ${within}`;
  return hint === undefined ? `${where}: ${message}` : `${where}: ${message} (${hint})`;
}
