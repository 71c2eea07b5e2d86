#!/usr/bin/env node
import { Command } from 'commander';
import { journalCommand } from './journal.js';
import { labelsCommand } from './labels.js';
import { listsCommand } from './lists.js';
import { rulesCommand } from './rules.js';
import { sendCommand } from './send.js';

await new Command('friendgate')
  .description('moderation of friend responses, from the command line')
  .addCommand(sendCommand())
  .addCommand(rulesCommand())
  .addCommand(listsCommand())
  .addCommand(labelsCommand())
  .addCommand(journalCommand())
  .showHelpAfterError()
  .parseAsync();
