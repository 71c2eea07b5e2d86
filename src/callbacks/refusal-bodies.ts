import { ownCodes } from '../moderation/model/result-code.js';
import { commands, envelope } from './wire.js';

/** The one code that an after-callback fails with. */
export const DELETION_FAILED = 1;

/** The answer to a request that is refused, in the codes that its command knows. */
export function refusalBody(command: string | null, code: number, why: string): string {
  return envelope(command === commands.blocklistDeletion ? DELETION_FAILED : code, why);
}

/**
 * The answer where no callback is expected.
 * @param rightPath named to a client that nearly hit it
 */
export function notFoundBody(rightPath: string | null = null): string {
  return rightPath === null
    ? NOTHING_HERE
    : envelope(ownCodes.noSuchEndpoint, `nothing is here: callbacks are taken at ${rightPath}`);
}

const NOTHING_HERE = envelope(ownCodes.noSuchEndpoint, 'nothing is here');

/** The answer to any other method. */
export const METHOD_NOT_ALLOWED_BODY = envelope(ownCodes.noSuchEndpoint, 'callbacks are posted: use POST');
