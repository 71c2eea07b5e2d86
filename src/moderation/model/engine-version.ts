/** Every decision carries this version of the engine: another one may judge the same packet under the same rules differently. */
export const ENGINE_VERSION = '3';
