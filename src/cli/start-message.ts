import { commands, friendResponseBody, queryText } from '../callbacks/wire.js';
import type { Config } from '../config/config.js';

/** The addresses of the service, and a command to try it. */
export interface Announcement {
  readonly callbackUrl: string;
  /** A command line that sends a packet. */
  readonly attempt: string;
  /** All of it, for a person at a terminal. */
  readonly text: string;
}

export function startMessageOf(
  { url, consoleUrl }: { readonly url: string; readonly consoleUrl: string },
  config: Pick<Config, 'apps' | 'callbackPath' | 'databaseUrl' | 'dataDir' | 'sandbox'>,
): Announcement {
  const appId = [...config.apps.keys()][0] ?? '';
  const isSigned = (config.apps.get(appId)?.length ?? 0) > 0;
  // The path is as secret as a token, and what a terminal shows ends up in logs.
  const callbackUrl = `${url}${config.callbackPath === null ? '/callback' : '$CALLBACK_PATH'}`;
  const attempt = isSigned
    ? `npm run send -- --url "${callbackUrl}" --app ${appId} --token "$${config.apps.size > 1 ? `CALLBACK_TOKEN_${appId}` : 'CALLBACK_TOKEN'}"`
    : curlOf(callbackUrl, appId);
  const text = [
    '',
    `  friendgate is ready${config.sandbox ? ', as a sandbox for this machine (set SDK_APP_ID to serve your app)' : ''}`,
    '',
    `  Callback URL  ${callbackUrl}`,
    `  Health        ${consoleUrl}/health/ready`,
    `  Metrics       ${consoleUrl}/metrics`,
    `  Records       ${config.databaseUrl === null ? `trial storage in ${config.dataDir}` : 'PostgreSQL'}`,
    '',
    '  Try it:',
    '',
    `  ${attempt}`,
    '',
    '',
  ].join('\n');
  return { callbackUrl, attempt, text };
}

function curlOf(callbackUrl: string, appId: string): string {
  const query = queryText({
    appId,
    command: commands.friendResponse,
    clientAddress: '127.0.0.1',
    platform: 'iOS',
  });
  const packet = friendResponseBody({
    fromAccount: 'ann',
    requesterAccount: 'ann',
    items: [
      { toAccount: 'bob', action: 'Response_Action_AgreeAndAdd', remark: 'Bob from work' },
      { toAccount: 'eve', action: 'Response_Action_Reject' },
    ],
  });
  return `curl -s "${callbackUrl}?${query}" -d '${JSON.stringify(packet)}'`;
}
