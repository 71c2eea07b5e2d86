import { describe, expect, it } from '@jest/globals';
import { startMessageOf } from './start-message.js';
import { configOf } from '../config/config.js';

const service = { url: 'http://127.0.0.1:8080', consoleUrl: 'http://127.0.0.1:8081' };
const attemptOf = (env: Readonly<Record<string, string>>) => startMessageOf(service, configOf(env)).attempt;

describe('the announcement', () => {
  it('tries the service with curl where nothing is signed', () => {
    expect(attemptOf({})).toMatch(/^curl -s "http:\/\/127\.0\.0\.1:8080\/callback\?/);
  });

  it('names the variable that holds the token, and never its value', () => {
    expect(attemptOf({ CALLBACK_TOKEN: 's3cret' })).toMatch(/ --app 1400000000 --token "\$CALLBACK_TOKEN"$/);
    expect(
      attemptOf({ SDK_APP_ID: '14,15', CALLBACK_TOKEN_14: 's3cret', CALLBACK_TOKEN_15: 's3cret2' }),
    ).toMatch(/ --app 14 --token "\$CALLBACK_TOKEN_14"$/);
  });

  it('keeps the secret path to itself', () => {
    const { callbackUrl, text } = startMessageOf(service, configOf({ CALLBACK_PATH: '/0123456789abcdef' }));
    expect(callbackUrl).toBe('http://127.0.0.1:8080$CALLBACK_PATH');
    expect(text).not.toContain('0123456789abcdef');
  });
});
