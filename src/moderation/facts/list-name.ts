import { z } from 'zod';

/** Names a list in a fact's parameters. */
export const listName = z.string().min(1).describe('The name of a list');
