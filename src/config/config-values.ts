import { z } from 'zod';
import { AddressRanges, NAMED_RANGES } from '../runtime/address-ranges.js';
import { redisAddress } from '../persistence/state/redis/connection/redis-address.js';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const units = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const;
const sizePattern = /^(\d{1,9})\s*(kb|mb|gb)?$/i;

/** A list with commas, each part trimmed, without empty ones. */
const separated = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine((parts) => parts.length > 0, 'names nothing: set it to a value, or leave it unset');

/** An address to listen on. */
export const host = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*)$/i,
    'must be an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  );

/** 0: any free one. */
export const port = integer(0, 65_535);

/** A `bigint` of PostgreSQL. */
const MAX_APP_ID = 2n ** 63n - 1n;

export const appIds = separated
  .refine(
    (ids) => ids.every((id) => /^[1-9]\d{0,18}$/.test(id)),
    'must be the number that the chat console gave your app, such as 1400000001; several are separated by commas',
  )
  .refine(
    (ids) => ids.every((id) => !/^\d{1,19}$/.test(id) || BigInt(id) <= MAX_APP_ID),
    `must be at most ${MAX_APP_ID}, the largest number that the database holds`,
  )
  .refine(allDifferent, 'names an app twice');

/** One, or two while rotating. Their text never appears in a message. */
export const tokens = separated
  .refine(
    (each) => each.length <= 2,
    'holds more than two tokens: set one, or two separated by a comma while rotating',
  )
  .refine((each) => each.every((token) => !/\s/.test(token)), 'holds a token with white space inside')
  .refine(allDifferent, 'holds the same token twice');

/** The path is a secret, so its text never appears in a message either. A slash at its end is dropped. */
export const secretPath = z
  .string()
  .regex(
    /^\/[A-Za-z0-9._~-]{16,}(\/[A-Za-z0-9._~-]+)*\/?$/,
    'must be a slash and at least 16 characters that are hard to guess, of A-Z a-z 0-9 . _ ~ -, such as the output of "openssl rand -hex 16" after a slash',
  )
  .transform((path) => path.replace(/\/$/, ''));

/** Its text never appears in a message. */
export const metricsToken = z
  .string()
  .regex(
    /^\S{8,}$/,
    'must have 8 characters and no white space, such as the output of "openssl rand -hex 16"',
  );

/** CIDRs and single addresses. */
export const ranges = separated.superRefine(reportWrongRanges);

/** CIDRs, single addresses and the names of `namedRanges`, spelled out. */
export const proxies = separated
  .transform((parts) => parts.flatMap((part) => NAMED_RANGES[part.toLowerCase()] ?? [part]))
  .superRefine((parts, context) => {
    reportWrongRanges(parts, context);
    if (parts.some((part) => part.endsWith('/0'))) {
      context.addIssue(
        'would believe a forwarded address from every sender: name the proxies in front of this service',
      );
    }
  });

/** Its text may hold a password, so it never appears in a message. */
export const databaseUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol),
    'must be a PostgreSQL URL: postgres://user:password@host:5432/database',
  )
  .refine(
    (text) => !/%(?![0-9a-f]{2})/i.test(text),
    'has a % that does not begin a code of two hex digits, such as %40 for @: write %25 for a % in user or password',
  )
  .refine(
    isUtf8WhenDecoded,
    'has %-codes that are no UTF-8: write what is not a letter or digit as the %-codes of UTF-8',
  );

/** Its text may hold a password, so it never appears in a message. */
export const redisUrl = z.string().transform((text, context) => {
  const address = redisAddress(text);
  if (address !== null) return address;
  context.addIssue(
    'must be a Redis URL: redis://user:password@host:6379/0; with TLS rediss://…; behind sentinels redis+sentinel://user:password@host:26379,host:26379/master-name; a cluster redis+cluster://user:password@host:6379,host:6379; with what is not a letter or digit in user or password as %-codes',
  );
  return z.NEVER;
});

/** A whole number within limits. */
export function integer(least: number, most: number) {
  const wanted = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((number) => number >= least && number <= most, wanted);
}

export function oneOf<const T extends readonly [string, ...string[]]>(...values: T) {
  return z.enum(values, `must be one of ${values.join(', ')}`);
}

/** `512kb`, `1mb`, or a number of bytes; gives bytes. */
export function size(least: string, most: string) {
  const wanted = `must be a size from ${least} to ${most}, such as ${least} or 1mb`;
  return z
    .string()
    .regex(sizePattern, wanted)
    .transform(bytesOf)
    .refine((bytes) => bytes >= bytesOf(least) && bytes <= bytesOf(most), wanted);
}

/** Whether a host can be reached from this machine only. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || AddressRanges.of(NAMED_RANGES['loopback'] ?? []).ranges.has(name);
}

function bytesOf(text: string): number {
  const [, amount, unit] = sizePattern.exec(text) ?? [];
  const factor = Object.entries(units).find(([name]) => name === unit?.toLowerCase())?.[1] ?? 1;
  return Number(amount) * factor;
}

function allDifferent(parts: readonly string[]): boolean {
  return new Set(parts).size === parts.length;
}

function reportWrongRanges(parts: readonly string[], context: z.RefinementCtx<string[]>): void {
  const { wrong } = AddressRanges.of(parts);
  if (wrong.length === 0) return;
  context.addIssue(
    `holds ${wrong.map((part) => JSON.stringify(part)).join(', ')}: name addresses or ranges, such as 203.0.113.7 or 203.0.113.0/24, separated by commas`,
  );
}

function isUtf8WhenDecoded(text: string): boolean {
  try {
    decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, ''));
    return true;
  } catch {
    return false;
  }
}
