/** SIGTERM, as a deployment sends it, and a start on the same data folder. */
export const processRestarted = {
  name: 'process-restarted',
  hits: 'one',
  endsProcess: true,
  async inflict({ service }) {
    await service.end('SIGTERM');
    await service.start();
  },
};
