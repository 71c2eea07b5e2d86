#!/usr/bin/env node
import { Command } from 'commander';
import { journalCommand } from './journal.js';
import { labelsCommand } from './labels.js';
import { listsCommand } from './lists.js';
import { rulesCommand } from './rules.js';
import { sendCommand } from './send.js';

const command = new Command('friendgate')
  .description('moderation of friend responses, from the command line')
  .addCommand(sendCommand())
  .addCommand(rulesCommand())
  .addCommand(listsCommand())
  .addCommand(labelsCommand())
  .addCommand(journalCommand())
  .showHelpAfterError();

try {
  await command.parseAsync();
} catch (error) {
  const missing = missingPathOf(error);
  if (missing === null) throw error;
  console.error(`there is no file or folder ${missing}`);
  process.exitCode = 1;
}

/** The path of a file that does not exist; `null` for any other error. */
function missingPathOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return null;
  return error.code === 'ENOENT' && typeof error.path === 'string' ? error.path : null;
}
