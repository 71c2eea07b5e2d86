import { describe, expect, it } from '@jest/globals';
import { withTimeout } from './timeout.js';

const never = new Promise<string>(() => undefined);

describe('a timeout', () => {
  it('gives what the work gives, and fails as it does', async () => {
    expect(await withTimeout(Promise.resolve('done'), 10, () => 'late')).toBe('done');
    await expect(withTimeout(Promise.reject(new Error('own')), 10, () => 'late')).rejects.toThrow('own');
  });

  it('gives or throws what stands for work that takes too long', async () => {
    expect(await withTimeout(never, 1, () => 'late')).toBe('late');
    const thrown = withTimeout(never, 1, () => {
      throw new Error('late');
    });
    await expect(thrown).rejects.toThrow('late');
  });
});
