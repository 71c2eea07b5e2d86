import type { ErrorFormat } from '../http/error-format.js';
import { ownCodes } from '../moderation/model/result-code.js';
import { METHOD_NOT_ALLOWED_BODY, notFoundBody, refusalBody } from './refusal-bodies.js';

/** Errors in the platform's envelope. */
export const envelopeErrors: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  bodyOf(status, detail) {
    if (status === 404) return notFoundBody();
    if (status === 405) return METHOD_NOT_ALLOWED_BODY;
    return refusalBody(null, status >= 500 ? ownCodes.undecided : ownCodes.malformed, detail);
  },
};
