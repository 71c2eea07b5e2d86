/** Of what judges: a decision carries it, since the same packet under the same rules may be read otherwise by another. */
export const ENGINE_VERSION = '2';
