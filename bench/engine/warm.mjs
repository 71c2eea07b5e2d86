import { contenders, sizes } from './contenders.mjs';
import { Worker } from './worker.mjs';

/**
 * Measures all contenders with one number of rules, each in a process of its own that waits while others have their turn: none lives
 * with what another does to the heap and the compiler.
 * @param say is told how far it has come
 */
export async function warm({ rules, growth, rounds, seconds, warmSeconds }, say) {
  const entrants = [];
  try {
    for (const { name, formulation, unavailable } of contenders) {
      const entrant = {
        name,
        formulation,
        skipped: unavailable,
        cells: sizes.map((size) => ({ size, micros: [] })),
      };
      entrants.push(entrant);
      if (unavailable !== undefined) continue;
      entrant.worker = new Worker('contestant.mjs', { name, rules, growth }, flags);
      Object.assign(entrant, await entrant.worker.answer());
      say(`${name}: the same verdicts on ${entrant.checked} items`);
    }
    const running = entrants.filter(({ worker }) => worker !== undefined);
    for (const { worker } of running) await worker.ask({ to: 'warm', seconds: warmSeconds });
    for (let number = 0; number < rounds; number++) await round(number, running, seconds);
    for (const entrant of running) Object.assign(entrant, await entrant.worker.ask({ to: 'allocate' }));
    return { shape: running[0].shape, contenders: entrants.map(measured) };
  } finally {
    for (const { worker } of entrants) worker?.stop();
  }
}

/** Code that waits for its turn must not be thrown away meanwhile. */
const flags = ['--expose-gc', '--no-flush-bytecode'];

/** Contender by contender for each size; who begins changes from round to round. */
async function round(number, running, seconds) {
  for (const [index, size] of sizes.entries()) {
    for (let turn = 0; turn < running.length; turn++) {
      const { worker, cells } = running[(turn + number) % running.length];
      const { micros, skipped } = await worker.ask({ to: 'time', size, seconds });
      if (skipped === undefined) cells[index].micros.push(micros);
      else cells[index].skipped = skipped;
    }
  }
}

function measured({ name, formulation, skipped, checked, bytes, cells }) {
  if (skipped !== undefined) return { name, formulation, skipped };
  return { name, formulation, checked, bytes: Math.round(bytes), cells };
}
