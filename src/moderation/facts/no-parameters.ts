import { z } from 'zod';

/** Of a fact that takes none. */
export const noParameters = z.strictObject({});
