#!/usr/bin/env node
import { Command } from 'commander';
import { journalCommand } from './journal.js';
import { labelsCommand } from './labels.js';
import { listsCommand } from './lists.js';
import { rulesCommand } from './rules.js';
import { describeError } from '../runtime/describe-error.js';
import { errorCode } from '../runtime/error-code.js';
import { sendCommand } from './send.js';
import { VERSION } from '../runtime/process/version.js';

const command = new Command('friendgate')
  .description('moderation of friend responses, from the command line')
  .version(VERSION)
  .addCommand(sendCommand())
  .addCommand(rulesCommand())
  .addCommand(listsCommand())
  .addCommand(labelsCommand())
  .addCommand(journalCommand())
  .showHelpAfterError();

try {
  await command.parseAsync();
} catch (error) {
  const path = missingPath(error);
  // A stack says nothing to staff.
  console.error(path === null ? `friendgate: ${describeError(error)}` : `there is no file or folder ${path}`);
  process.exitCode = 1;
}

/** The path that was not found; `null` for any other error. */
function missingPath(error: unknown): string | null {
  if (!(error instanceof Error) || !('path' in error)) return null;
  return errorCode(error) === 'ENOENT' && typeof error.path === 'string' ? error.path : null;
}
