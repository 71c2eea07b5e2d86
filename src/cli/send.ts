import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { signatureOf } from '../callbacks/authentication/signature.js';
import {
  answerSchema,
  blocklistDeletionBody,
  commands,
  friendResponseBody,
  queryText,
} from '../callbacks/wire.js';
import { secretFrom } from '../config/secret-files.js';
import { SANDBOX_APP_ID } from '../config/environment.js';
import { describeCause } from '../runtime/describe-error.js';
import { formatExchange, type Exchange } from './format-exchange.js';

interface SendOptions {
  readonly url: string;
  readonly app: string;
  readonly token?: string;
  readonly from: string;
  readonly to?: readonly string[];
  readonly requester?: string;
  readonly remark?: string;
  readonly tag?: string;
  readonly action: keyof typeof actions;
  readonly unblock?: true;
  readonly repeat: number;
  readonly interval: number;
  readonly clientIp: string;
  readonly platform: string;
  readonly eventTime?: string;
  readonly raw?: Buffer;
  readonly timeout: number;
}

const actions = {
  add: 'Response_Action_AgreeAndAdd',
  agree: 'Response_Action_Agree',
  reject: 'Response_Action_Reject',
} as const;

/** `friendgate send`: builds, signs and posts a callback as the platform would, and prints the answer for people. */
export function sendCommand(): Command {
  return new Command('send')
    .description('send a callback as the platform would, and print the answer')
    .option('--url <url>', 'where callbacks are received', 'http://127.0.0.1:8080/callback')
    .option('--app <id>', 'SDKAppID', SANDBOX_APP_ID)
    .option('--token <token>', 'sign with this token (default: $CALLBACK_TOKEN_<id>, $CALLBACK_TOKEN)')
    .option('--from <account>', 'who answers the request; or who unblocks', 'ann')
    .option('--to <account...>', 'whose request is answered; or who is unblocked (several) (default: "bob")')
    .option('--requester <account>', 'who issued the call (default: as --from)')
    .option('--remark <text>', 'remark of every item')
    .option('--tag <text>', 'friend list of every item')
    .addOption(
      new Option('--action <action>', 'what the answer is').choices(Object.keys(actions)).default('add'),
    )
    .option('--unblock', 'send a blocklist deletion instead')
    .option('--repeat <times>', 'send it so often, one after the other', wholeNumber, 1)
    .option('--interval <ms>', 'pause between two', wholeNumber, 0)
    .option('--client-ip <address>', "the user's address", '127.0.0.1')
    .option('--platform <name>', "the user's platform", 'iOS')
    .option('--event-time <time>', 'EventTime, as it is to be sent (default: now, in milliseconds)')
    .option('--raw <file>', 'send this body instead, byte for byte', bytesIn)
    .option('--timeout <ms>', 'give up after', wholeNumber, 5_000)
    .action(async (options: SendOptions) => {
      for (let time = 1; time <= options.repeat; time += 1) {
        if (time > 1) await sleep(options.interval);
        const { text, isRight } = formatExchange(await exchange(options, time));
        console.log(options.repeat > 1 ? `#${time}  ${text}` : text);
        if (!isRight) process.exitCode = 1;
      }
    });
}

async function exchange(options: SendOptions, time: number): Promise<Exchange> {
  const url = urlOf(options);
  const body = options.raw ?? JSON.stringify(packetOf(options, time));
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  try {
    const signal = AbortSignal.timeout(options.timeout);
    const response = await fetch(url, { method: 'POST', body, signal, redirect: 'manual' });
    const text = await response.text();
    return { kind: 'answered', status: response.status, text, answer: answerIn(text), ms: elapsed() };
  } catch (error) {
    return { kind: 'unanswered', why: describeCause(error), ms: elapsed() };
  }
}

/** Parameters that the given URL has already stay in front. */
function urlOf(options: SendOptions): string {
  const { token: given, app } = options;
  const tokens =
    given ??
    secretFrom(process.env, `CALLBACK_TOKEN_${app}`) ??
    secretFrom(process.env, 'CALLBACK_TOKEN') ??
    '';
  // Two while rotating: either will do.
  const token = tokens.split(',')[0]?.trim() ?? '';
  const requestTime = String(Math.floor(Date.now() / 1_000));
  const query = queryText({
    appId: app,
    command: options.unblock ? commands.blocklistDeletion : commands.friendResponse,
    clientAddress: options.clientIp,
    platform: options.platform,
    ...(token === '' ? {} : { requestTime, sign: signatureOf(token, requestTime) }),
  });
  return `${options.url}${options.url.includes('?') ? '&' : '?'}${query}`;
}

/** The time tells repetitions apart: the same bytes within a minute are a copy. */
function packetOf(options: SendOptions, time: number): object {
  const to = options.to ?? ['bob'];
  if (options.unblock) {
    return blocklistDeletionBody(to.map((toAccount) => ({ fromAccount: options.from, toAccount })));
  }
  return friendResponseBody({
    fromAccount: options.from,
    requesterAccount: options.requester ?? options.from,
    eventTime: options.eventTime ?? Date.now() + time,
    items: to.map((toAccount) => ({
      toAccount,
      action: actions[options.action],
      remark: options.remark,
      tagName: options.tag,
    })),
  });
}

function answerIn(text: string): Extract<Exchange, { kind: 'answered' }>['answer'] {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function bytesIn(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${describeCause(error)}`);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
