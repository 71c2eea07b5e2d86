import { z } from 'zod';
import { listKinds } from '../../moderation/model/list-lookup.js';

/** A file of a rule set that waits for the database. Its lists are named by revision. */
export const pendingFileSchema = z.object({
  version: z.literal(1),
  hash: z.string(),
  content: z.json(),
  lists: z.array(
    z.object({ name: z.string(), kind: z.enum(listKinds), revision: z.string().regex(/^[0-9a-z]+$/u) }),
  ),
  readingTable: z.object({ hash: z.string(), content: z.json() }).optional(),
});
