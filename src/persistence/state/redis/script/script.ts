import { createHash } from 'node:crypto';
import * as texts from './lua-sources.js';

/** A script with the digest by which Redis caches it. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

export const gatherScript = scriptOf(texts.GATHER);
export const settleScript = scriptOf(texts.SETTLE);
export const applyScript = scriptOf(texts.APPLY);
export const registerScript = scriptOf(texts.REGISTER);
export const completeScript = scriptOf(texts.COMPLETE);
export const forgetScript = scriptOf(texts.FORGET);
export const leaseScript = scriptOf(texts.LEASE);
export const answerScript = scriptOf(texts.ANSWER);

/** All scripts, to be loaded when a connection is made. */
export const scripts: readonly Script[] = [
  gatherScript,
  settleScript,
  applyScript,
  registerScript,
  completeScript,
  forgetScript,
  leaseScript,
  answerScript,
];

function scriptOf(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
