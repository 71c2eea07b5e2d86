import { describe, expect, it } from '@jest/globals';
import { fingerprintOf } from './fingerprint.js';
import { commands } from './wire.js';

const body = Buffer.from('{}');
const of = (command: string, requestId: string | null, appId = '14') =>
  fingerprintOf({ appId, command, requestId }, body);

describe('the fingerprint of a callback', () => {
  it('is what earlier versions made it', () => {
    expect(of(commands.friendResponse, 'A')).toBe(
      'dcf728cf54ee380454293ed57eeae462c9d654e30acef77ef091f96eed4cc92e',
    );
  });

  it('tells apps and commands apart', () => {
    const prints = [
      of(commands.friendResponse, null),
      of(commands.blocklistDeletion, null),
      of(commands.friendResponse, null, '15'),
    ];
    expect(new Set(prints).size).toBe(3);
  });

  it("holds the request's id of a blocklist deletion only", () => {
    expect(of(commands.blocklistDeletion, 'A')).not.toBe(of(commands.blocklistDeletion, 'B'));
    expect(of(commands.blocklistDeletion, 'A')).not.toBe(of(commands.blocklistDeletion, null));
    expect(of(commands.blocklistDeletion, 'A')).toBe(of(commands.blocklistDeletion, 'A'));
    expect(of(commands.friendResponse, 'A')).toBe(of(commands.friendResponse, null));
  });
});
