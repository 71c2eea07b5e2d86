import { aDatabase } from './database.mjs';
import { aftermath, measure } from './measure.mjs';
import { startBare, startFriendgate, startObvious, startRecording } from './targets.mjs';

const warmUp = Number(process.env.WARM_SECONDS ?? 5);
/** As many at once as keep a service busy, also while it waits for a disk, without a queue that its deadline would cut. */
const connectionsFor = (items) => Number(process.env.CONNECTIONS ?? (items === 2 ? 96 : 8));

async function withDatabase(run) {
  const database = await aDatabase();
  try {
    return await run(database.url);
  } finally {
    await database.remove();
  }
}

async function withService(service, run) {
  try {
    return await run(service);
  } finally {
    await service.stop();
  }
}

const ways = {
  bare: async (order) =>
    withService(await startBare(order), (service) => measure(service, { ...order, checked: false })),

  echo: async (order) =>
    withService(await startBare(order, true), (service) => measure(service, { ...order, checked: false })),

  recording: async (order, { folder }) =>
    withService(await startRecording({ folder }), (service) =>
      measure(service, { ...order, checked: false }),
    ),

  friendgate: (order, { folder, rules }) =>
    withDatabase(async (databaseUrl) =>
      withService(await startFriendgate({ folder, rules, databaseUrl }), async (service) => {
        const result = await measure(service, { ...order, checked: true });
        return { ...result, itself: await aftermath(service, databaseUrl, result.answered) };
      }),
    ),

  obvious: (order, { rules }) =>
    withDatabase(async (databaseUrl) =>
      withService(await startObvious({ rules, databaseUrl }), (service) =>
        measure(service, { ...order, checked: true }),
      ),
    ),
};

/** One after the other, round after round, each with a new process and a new database. */
export async function closedLoops({ rounds, seconds, sizes, targets, place, said }) {
  const results = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const items of sizes) {
      for (const target of targets) {
        const order = { loop: 'closed', items, connections: connectionsFor(items), warmUp, seconds };
        const result = await ways[target](order, place);
        results.push({ target, items, round, ...result });
        said(
          `round ${round}, ${items} items, ${target}: ${result.perSecond.toFixed(1)}/s, ` +
            `${result.processor.main.toFixed(0)} µs of the main thread`,
        );
      }
    }
  }
  return results;
}
