import { z } from 'zod';

/** The parameters of a fact that takes none. */
export const noParameters = z.strictObject({});
