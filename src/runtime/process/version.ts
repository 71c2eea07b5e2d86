import packageJson from '../../../package.json' with { type: 'json' };

/** The version of friendgate. */
export const VERSION: string = packageJson.version;
