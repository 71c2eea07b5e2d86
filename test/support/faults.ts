import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceProcess } from './service-process.js';
import { postResponses } from './callback-client.js';

/** How the packets of a run were answered. */
export interface Met {
  readonly sent: number;
  /** Answers that came after the deadline. */
  readonly late: number;
  /** Packets without an answer: the process was gone. */
  readonly unanswered: number;
  /** Milliseconds of the slowest. */
  readonly slowest: number;
}

const DEADLINE_MS = 1_000;
/** Nothing a service can help: the test and three processes share two cores. */
const DELIVERY_MS = 500;

const counting = {
  name: 'count-all',
  description: 'Counts every answer of the app, and has no say',
  priority: 1,
  conditions: {
    all: [
      {
        fact: 'rate',
        params: { of: 'response', by: ['app'], within: '1h' },
        operator: 'greaterThan',
        value: 9_999,
      },
    ],
  },
  event: { type: 'deny', params: { resultCode: 38010 } },
  mode: 'shadow',
  examples: [
    {
      it: 'says nothing of few',
      expect: 'pass',
      given: [{ fact: 'rate', params: { of: 'response', by: ['app'], within: '1h' }, value: 1 }],
    },
  ],
};

/** A rules folder whose only reading is how often the app was asked within the hour. */
export async function countingRules(folder: string): Promise<string> {
  const rules = join(folder, 'rules');
  await cp('rules', rules, { recursive: true });
  const kept = new Set(['result-codes.json', 'settings.json', 'reputation.json']);
  for (const name of await readdir(rules))
    if (!kept.has(name)) await rm(join(rules, name), { recursive: true });
  await writeFile(join(rules, 'count-all.json'), JSON.stringify(counting));
  return rules;
}

/** Friend responses, a hundred a second, to the services by turns, until the signal comes. */
export async function trafficTo(services: readonly ServiceProcess[], signal: AbortSignal): Promise<Met> {
  const times: Promise<number | null>[] = [];
  const began = performance.now();
  for (let index = 0; !signal.aborted; index += 1) {
    const service = services[index % services.length];
    if (service !== undefined) times.push(timeOf(service.url, `from-${index % 7}`));
    await pause(Math.max(0, began + index * 10 - performance.now()));
  }
  const took = await Promise.all(times);
  const answered = took.filter((ms) => ms !== null);
  const late = answered.filter((ms) => ms > DEADLINE_MS + DELIVERY_MS).length;
  const unanswered = took.length - answered.length;
  return { sent: took.length, late, unanswered, slowest: Math.round(Math.max(...answered)) };
}

/** Milliseconds; `null` without an answer. */
async function timeOf(url: string, from: string): Promise<number | null> {
  const began = performance.now();
  try {
    const { status } = await postResponses(url, {
      From_Account: from,
      ResponseFriendItem: [1, 2].map((i) => ({
        To_Account: `to-${i}`,
        ResponseAction: 'Response_Action_Agree',
        Remark: String(Math.random()),
      })),
    });
    return status === 200 ? performance.now() - began : null;
  } catch {
    return null;
  }
}

/** Whether a service says that nothing is degraded, and nothing is being rebuilt. */
export async function isWell(service: ServiceProcess): Promise<boolean> {
  const ready: { status: string } = JSON.parse(
    await (await fetch(`${service.consoleUrl}/health/ready`)).text(),
  );
  return ready.status === 'ok' && (await service.metric('friendgate_state_rebuilding')) === 0;
}
