import { describe, expect, it } from '@jest/globals';
import { Clock } from '../runtime/clock.js';
import { CallbackLog } from './callback-log.js';

class SetClock extends Clock {
  at = 0;
  override now = (): number => this.at;
  override micros = (): number => this.at * 1_000;
}

describe('the log of refusals', () => {
  it('mentions a reason once in ten seconds, and how many went unmentioned', () => {
    const lines: unknown[] = [];
    const clock = new SetClock();
    const keep = (fields: unknown): void => void lines.push(fields);
    const log = new CallbackLog({ debug: keep, warn: keep, error: keep }, clock);
    for (let second = 0; second <= 10; second += 1) {
      clock.at = second * 1_000;
      log.refused({ reason: 'app' }, '192.0.2.1');
    }
    log.refused({ reason: 'path' }, '192.0.2.2');
    expect(lines).toEqual([
      { reason: 'app', address: '192.0.2.1', unmentioned: 0 },
      { reason: 'app', address: '192.0.2.1', unmentioned: 9 },
      { reason: 'path', address: '192.0.2.2', unmentioned: 0 },
    ]);
  });

  it('says loudly, and once, that the configured path nearly is the right one', () => {
    const errors: string[] = [];
    const quiet = (): void => undefined;
    const log = new CallbackLog(
      {
        debug: quiet,
        warn: quiet,
        error: (_fields: unknown, message?: string) => errors.push(message ?? ''),
      },
      new SetClock(),
    );
    for (let time = 0; time < 3; time += 1) log.refused({ reason: 'path', isNearMiss: true }, '192.0.2.1');
    expect(errors).toEqual([expect.stringContaining('right but for its case, escapes or slashes')]);
  });

  it('mentions a packet of which something was left out', () => {
    const lines: unknown[] = [];
    const keep = (fields: unknown): void => void lines.push(fields);
    const log = new CallbackLog({ debug: keep, warn: keep, error: keep }, new SetClock());
    log.parsed({ kind: 'object', fields: {} });
    log.parsed({ kind: 'object', fields: {}, dropped: { droppedValues: 0, droppedElements: 7 } });
    expect(lines).toEqual([{ droppedValues: 0, droppedElements: 7, unmentioned: 0 }]);
  });
});
