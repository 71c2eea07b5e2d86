import { setTimeout as pause } from 'node:timers/promises';

/** kill -9, and a start on the same data folder. */
export const processKilled = {
  name: 'process-killed',
  hits: 'one',
  endsProcess: true,
  async inflict({ service, random }) {
    await service.end('SIGKILL');
    await pause(random() * 1_000);
    await service.start();
  },
};
