import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TOKEN } from '../http/targets.mjs';

const sender = fileURLToPath(new URL('callbacks.mjs', import.meta.url));

/** A generator that is loaded already, so that it begins as soon as it is told. */
export async function aSender() {
  const child = fork(sender);
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the generator ended with ${code}`);
  });
  gone.catch(() => undefined);
  await Promise.race([once(child, 'message'), gone]);
  return {
    /** `took` is called with what came out in every so many seconds. */
    begin({ port, rate, every = null }, took = () => undefined) {
      child.on('message', ({ kind, part }) => kind === 'part' && took(part));
      child.send({ port, rate, every, token: TOKEN });
    },
    /** Stops it, and resolves to the figures since the last part. */
    async stop() {
      const last = new Promise((resolve) => {
        child.on('message', ({ kind, part }) => kind === 'last' && resolve(part));
      });
      child.send('stop');
      return Promise.race([last, gone]);
    },
    /** Ends it where it has not ended by itself. */
    close: () => child.kill(),
  };
}
