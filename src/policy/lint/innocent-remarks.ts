import remarks from './innocent-remarks.json' with { type: 'json' };

/** Innocent remarks in many languages, written by `bench/text/sample-remarks.mjs`. A term that matches one of them is too common. */
export const innocentRemarks: readonly string[] = remarks;
