import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { configOf } from '../../src/config/config.js';
import { aFolder } from '../support/temporary-folder.js';

const service = z.object({
  image: z.string(),
  user: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  secrets: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  mem_limit: z.string(),
  pids_limit: z.number(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
});
const compose = z.object({
  services: z.record(z.enum(['friendgate', 'postgres', 'redis', 'proxy']), service),
  networks: z.record(
    z.string(),
    z
      .object({ internal: z.boolean().optional(), driver_opts: z.record(z.string(), z.string()).optional() })
      .nullable(),
  ),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

/** Parsing holds the limits: memory, processes, a root that is read-only, no capabilities, no new privileges. */
const { services, networks, secrets } = compose.parse(parse(readFileSync('docker-compose.yml', 'utf8')));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A copy of what make-secrets.sh needs, in which it has run. */
async function madeSecrets(env: string): Promise<string> {
  const folder = await aFolder();
  closing.push(() => folder.remove());
  mkdirSync(join(folder.path, 'deploy'));
  cpSync('deploy/make-secrets.sh', join(folder.path, 'deploy/make-secrets.sh'));
  writeFileSync(join(folder.path, '.env'), env);
  execFileSync('sh', [join(folder.path, 'deploy/make-secrets.sh')]);
  return folder.path;
}

const secretIn = (folder: string, name: string) => readFileSync(join(folder, 'secrets', name), 'utf8').trim();

describe('the services of docker compose', () => {
  it('have no capability but the proxy, which listens on port 443', () => {
    const added = Object.entries(services).filter(([, { cap_add }]) => cap_add.length > 0);
    expect(added.map(([name, { cap_add }]) => [name, cap_add])).toEqual([['proxy', ['NET_BIND_SERVICE']]]);
    expect([services.postgres.user, services.redis.user]).toEqual(['postgres', 'redis']);
  });

  it('have secrets in files, and none in the environment or among arguments', () => {
    for (const { environment, command, healthcheck, secrets: mounted } of Object.values(services)) {
      for (const [name, value] of Object.entries(environment)) {
        const isSecret = /PASSWORD|TOKEN|_URL/.test(name);
        expect([name, !isSecret || value === '' || name.endsWith('_FILE')]).toEqual([name, true]);
      }
      expect([...command, ...(healthcheck?.test ?? [])].join(' ')).not.toMatch(/--requirepass|-a "|PASSWORD/);
      for (const name of mounted) expect(secrets[name]?.file).toBe(`./secrets/${name}`);
    }
    expect(services.redis.command.join(' ')).toContain('requirepass $$(cat /run/secrets/redis-password)');
  });

  it('reach nothing outside, but for the proxy', () => {
    expect(networks['inside']).toEqual({ internal: true });
    expect(networks['staff']?.driver_opts).toEqual({
      'com.docker.network.bridge.enable_ip_masquerade': 'false',
    });
    const outside = Object.entries(services).filter(([, each]) => each.networks.includes('outside'));
    expect(outside.map(([name]) => name)).toEqual(['proxy']);
    expect([services.postgres.networks, services.redis.networks]).toEqual([['inside'], ['inside']]);
  });

  it('publish the staff side on this machine only', () => {
    expect(services.friendgate.ports).toEqual(['127.0.0.1:8081-8096:8081']);
    expect([services.postgres.ports, services.redis.ports]).toEqual([[], []]);
  });
});

describe('the secrets that are made', () => {
  it('are taken over from .env where it has them, drawn otherwise, and stay when they are made again', async () => {
    const folder = await madeSecrets('POSTGRES_PASSWORD=pg0123\nCALLBACK_TOKEN="0123456789abcdef"\n');
    expect(secretIn(folder, 'callback-token')).toBe('0123456789abcdef');
    expect(secretIn(folder, 'database-url')).toBe('postgres://friendgate:pg0123@postgres:5432/friendgate');
    const password = secretIn(folder, 'redis-password');
    expect(password).toMatch(/^[0-9a-f]{48}$/);
    expect(secretIn(folder, 'redis-url')).toBe(`redis://:${password}@redis:6379`);
    execFileSync('sh', [join(folder, 'deploy/make-secrets.sh')]);
    expect(secretIn(folder, 'redis-password')).toBe(password);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('make settings that the service takes, with a sound token', async () => {
    const folder = await madeSecrets('');
    const environment = Object.fromEntries(
      Object.entries(services.friendgate.environment).map(([name, value]) => [
        name,
        String(value).replace('/run/secrets', join(folder, 'secrets')),
      ]),
    );
    const config = configOf({ ...environment, SDK_APP_ID: '1400000001' });
    expect([config.tokenFaults, config.warnings]).toEqual([[], []]);
    expect([config.databaseUrl, config.redis, config.metricsToken]).not.toContain(null);
    expect(isDeepStrictEqual(config.apps.get('1400000001'), [])).toBe(false);
  });
});
