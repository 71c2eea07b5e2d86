import { readFileSync } from 'node:fs';
import { errorCode } from '../runtime/error-code.js';
import type { SetVariables } from './environment.js';

/** Settings that hold a secret. Each may stand in a file that the setting with `_FILE` behind it names. */
const secrets =
  /^(CALLBACK_TOKEN|CALLBACK_TOKEN_\d+|CALLBACK_PATH|DATABASE_URL|REDIS_URL|METRICS_TOKEN)_FILE$/;

export interface SecretFiles {
  /** The variables, with the content of each file under the name of its setting. */
  readonly set: SetVariables;
  /** The path of the file, by setting. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** Reads the secrets that stand in files, as orchestrators mount them. */
export function readSecretFiles(variables: SetVariables): SecretFiles {
  const set: Record<string, string> = { ...variables };
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, path] of Object.entries(variables)) {
    const setting = secrets.exec(name)?.[1];
    if (setting === undefined) continue;
    delete set[name];
    if (variables[setting] !== undefined) {
      problems.push(`${setting} and ${name} are both set: set one of them`);
      continue;
    }
    files.set(setting, path);
    const text = readSecret(path);
    if (typeof text === 'string') set[setting] = text;
    else problems.push(`${name} names ${path}, ${text.problem}`);
  }
  return { set, files, problems };
}

/** The content of a file without the line break at its end. */
export function readSecret(path: string): string | { readonly problem: string } {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' ? { problem: 'which is empty' } : text;
  } catch (error) {
    return { problem: `which cannot be read (${errorCode(error) ?? 'unknown error'})` };
  }
}

/** A secret from the environment, or from the file that the setting with `_FILE` names; for commands that need one setting. */
export function secretFrom(
  env: Readonly<Record<string, string | undefined>>,
  setting: string,
): string | undefined {
  const path = env[`${setting}_FILE`];
  if (env[setting] || !path) return env[setting];
  const text = readSecret(path);
  if (typeof text === 'string') return text;
  throw new Error(`${setting}_FILE names ${path}, ${text.problem}`);
}
