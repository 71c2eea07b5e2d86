import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseEnv, promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { StatefulSet, type IStatefulSet } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler, type IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job, type IJob } from 'kubernetes-models/batch/v1';
import {
  Ingress,
  NetworkPolicy,
  type IIngress,
  type INetworkPolicy,
} from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget, type IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Namespace, Service, type IService } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { configOf } from '../../src/config/config.js';
import { built } from '../support/built.js';
import { startInMemory } from '../support/service.js';
import { aFolder } from '../support/temporary-folder.js';

const folder = 'deploy/kubernetes';
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Validated by the schema of their version. */
const schemas: Readonly<Record<string, (content: object) => { validate(): void }>> = {
  'v1 Namespace': (content) => new Namespace(content),
  'v1 Service': (content) => new Service(content),
  'apps/v1 StatefulSet': (content) => new StatefulSet(content),
  'batch/v1 Job': (content) => new Job(content),
  'autoscaling/v2 HorizontalPodAutoscaler': (content) => new HorizontalPodAutoscaler(content),
  'networking.k8s.io/v1 Ingress': (content) => new Ingress(content),
  'networking.k8s.io/v1 NetworkPolicy': (content) => new NetworkPolicy(content),
  'policy/v1 PodDisruptionBudget': (content) => new PodDisruptionBudget(content),
};

const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
const documents = files.flatMap((name) => parseAllDocuments(read(name)));
const titleOf = (document: (typeof documents)[number]) =>
  `${String(document.get('apiVersion'))} ${String(document.get('kind'))} ${String(document.getIn(['metadata', 'name']))}`;

/** One of them, to be looked into. */
function manifest(title: string) {
  const found = documents.find((document) => titleOf(document) === title);
  if (found === undefined) throw new Error(`there is no ${title}`);
  return found.toJS();
}

/** Fields that the schema of a manifest never asked for: it does not know them. Throws what it says against the others. */
function unknownFields(title: string, content: object): readonly string[] {
  const [version, kind] = title.split(' ');
  const schema = schemas[`${version} ${kind}`];
  if (schema === undefined) throw new Error(`no schema for ${title}`);
  const unread = new Set<string>();
  watch(schema(content), '', unread).validate();
  return [...unread];
}

function watch<T extends object>(value: T, path: string, unread: Set<string>): T {
  for (const key of Object.keys(value)) unread.add(`${path}/${key}`);
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return found;
      unread.delete(`${path}/${key}`);
      return typeof found === 'object' && found !== null ? watch(found, `${path}/${key}`, unread) : found;
    },
  });
}

const { spec: set }: IStatefulSet = manifest('apps/v1 StatefulSet friendgate');
const pods = set?.template.spec;
const labels = set?.template.metadata?.labels;
const [container] = pods?.containers ?? [];
const [claim] = set?.volumeClaimTemplates ?? [];

/** Reads a quantity like 768Mi or 1Gi. */
function mebibytes(quantity: string | number | undefined): number {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(String(quantity)) ?? [];
  return Number(amount) * (unit === 'Gi' ? 1024 : 1);
}

/** Where a pod finds the secrets: a folder that the tests put in its place. */
const MOUNTED = '/run/secrets/friendgate';
const secrets = mkdtempSync(join(tmpdir(), 'friendgate-secrets-'));
for (const [name, value] of Object.entries(parseEnv(read('secret.env.example')))) {
  writeFileSync(join(secrets, name), value ?? '');
}
afterAll(() => rmSync(secrets, { recursive: true }));

/** The container's environment, with the example's secrets in files. */
function environment(): Record<string, string | undefined> {
  const image = /^ENV (.*)$/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1]?.replaceAll(' ', '\n') ?? '';
  const settings = read('friendgate.env').replaceAll(MOUNTED, secrets);
  return Object.assign({}, ...[image, settings].map(parseEnv));
}

/** Whether the service reads a variable: what makes no sense is refused, or is seen in the configuration. */
function isRead(name: string): boolean {
  const { [name]: _, ...others } = environment();
  const withIt = () => configOf({ ...environment(), [name]: '?' });
  try {
    return !isDeepStrictEqual(withIt(), configOf(others));
  } catch {
    return true;
  }
}

const job: IJob = manifest('batch/v1 Job friendgate-drain');
const jobPod = job.spec?.template.spec;
const [drain] = jobPod?.containers ?? [];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('the manifests for Kubernetes', () => {
  it.each(documents.map((document) => [titleOf(document), document.toJS()] as const))(
    '%s is as its schema wants it, without a field that this does not know',
    (title, content: object) => {
      expect(unknownFields(title, content)).toEqual([]);
    },
  );

  it('would be found out with a field that is misspelt, or of another type', () => {
    const misspelt = { spec: { ports: [{ prot: 1, port: 1 }] } };
    expect(unknownFields('v1 Service a', misspelt)).toEqual(['/spec/ports/0/prot']);
    expect(() => unknownFields('v1 Service a', { spec: { ports: [{ port: '1' }] } })).toThrow(
      'data/spec/ports/0/port must be integer',
    );
  });

  it('are all applied, but for the job that is run by hand', () => {
    const { resources, configMapGenerator, secretGenerator } = parse(read('kustomization.yaml'));
    expect(new Set([...resources, 'drain-job.yaml'])).toEqual(new Set(files));
    expect([configMapGenerator, secretGenerator]).toEqual([
      [{ name: 'friendgate', envs: ['friendgate.env'] }],
      [{ name: 'friendgate', envs: ['secret.env'] }],
    ]);
  });

  it('make an environment that the service takes', () => {
    const config = configOf(environment());
    expect(config).toMatchObject({
      host: '0.0.0.0',
      consoleHost: '0.0.0.0',
      dataDir: '/data',
      dataDirSlots: 0,
    });
    expect(config.apps).toEqual(new Map([['1400000001', ['token']]]));
    expect([config.databaseUrl, config.redis, config.callbackPath, config.metricsToken]).not.toContain(null);
    expect(config.tokenFiles.isUsed).toBe(true);
    // A secret that was not filled in is found at the start.
    expect(config.tokenFaults.map(({ kind }) => kind)).toEqual(['weak']);
    expect(config.trustedProxies).not.toEqual([]);
  });

  it('set nothing that the service does not read', () => {
    const names = Object.keys(environment()).filter((name) => name !== 'NODE_ENV');
    expect(names.filter((name) => !isRead(name))).toEqual([]);
    expect(isRead('DRAIN_SECONDS')).toBe(false);
  });

  it('hand each pod the settings and the secrets that are made', () => {
    const { configMapGenerator, secretGenerator, generatorOptions } = parse(read('kustomization.yaml'));
    expect(container?.envFrom).toEqual([{ configMapRef: { name: configMapGenerator[0].name } }]);
    for (const [pod, inside] of [
      [pods, container],
      [jobPod, drain],
    ] as const) {
      const mount = inside?.volumeMounts?.find(({ mountPath }) => mountPath === MOUNTED);
      expect(mount?.readOnly).toBe(true);
      expect(pod?.volumes).toContainEqual({
        name: mount?.name,
        secret: { secretName: secretGenerator[0].name, defaultMode: 0o440 },
      });
    }
    // Otherwise the job, which is applied by itself, would not find them.
    expect(generatorOptions).toEqual({ disableNameSuffixHash: true });
  });

  it('give a pod what the service needs to end in', () => {
    const seconds = configOf(environment()).drainMs / 1_000;
    expect(pods?.terminationGracePeriodSeconds).toBeGreaterThan(seconds + 25);
    const { periodSeconds = 10, failureThreshold = 3 } = container?.readinessProbe ?? {};
    expect(periodSeconds * failureThreshold).toBeLessThan(seconds);
  });

  it('give a pod the memory that it may take, and do not throttle it', () => {
    const needed = 250 + 64 + 32 + configOf(environment()).counterMemory / 1024 ** 2;
    const { requests, limits } = container?.resources ?? {};
    expect(mebibytes(requests?.['memory'])).toBeGreaterThan(needed);
    expect(mebibytes(limits?.['memory'])).toBeGreaterThanOrEqual(mebibytes(requests?.['memory']));
    expect([requests?.['cpu'], limits?.['cpu']]).toEqual(['1', undefined]);
  });

  it.each([
    ['a replica', pods, container],
    ['the job that drains', jobPod, drain],
  ])('let %s do no more than it must', (_name, pod, inside) => {
    expect(pod?.automountServiceAccountToken).toBe(false);
    expect(pod?.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(inside?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    // The lock of a data folder is taken through a link in there.
    const temporary = inside?.volumeMounts?.find(({ mountPath }) => mountPath === '/tmp')?.name;
    expect(pod?.volumes).toContainEqual({ name: temporary, emptyDir: expect.anything() });
  });

  it('keep the journal of each replica on a volume of its own', () => {
    const mounts = container?.volumeMounts?.map(({ name, mountPath }) => [name, mountPath]);
    expect(mounts).toContainEqual([claim?.metadata?.name, configOf(environment()).dataDir]);
    expect(claim?.spec?.accessModes).toEqual(['ReadWriteOnce']);
    expect(set?.persistentVolumeClaimRetentionPolicy).toEqual({
      whenScaled: 'Retain',
      whenDeleted: 'Retain',
    });
  });

  it('reach the ports that the service listens on, at paths that it has', () => {
    const { port, consolePort } = configOf(environment());
    const ports = new Map(container?.ports?.map(({ name, containerPort }) => [name, containerPort]));
    expect(ports).toEqual(
      new Map([
        ['callbacks', port],
        ['console', consolePort],
      ]),
    );
    for (const name of ['friendgate', 'friendgate-replicas', 'friendgate-console']) {
      const { spec }: IService = manifest(`v1 Service ${name}`);
      expect(labels).toMatchObject(spec?.selector ?? { none: 'selected' });
      for (const each of spec?.ports ?? []) {
        expect(each.name).toBe(each.targetPort);
        expect(ports.get(String(each.targetPort))).toBe(each.port);
      }
    }
    const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
    expect(probes.map((probe) => [probe?.httpGet?.path, probe?.httpGet?.port])).toEqual([
      ['/health/live', 'callbacks'],
      ['/health/live', 'callbacks'],
      ['/health/ready', 'callbacks'],
    ]);
    expect(set?.template.metadata?.annotations?.['prometheus.io/port']).toBe(String(consolePort));
  });

  it('probe and scrape what a service with their path for callbacks answers', async () => {
    const { SDK_APP_ID, CALLBACK_PATH_FILE } = environment();
    const service = await startInMemory({
      SDK_APP_ID: String(SDK_APP_ID),
      CALLBACK_PATH_FILE: String(CALLBACK_PATH_FILE),
    });
    closing.push(() => service.close());
    const statusOf = async (url: string) => (await fetch(url)).status;
    const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
    for (const probe of probes) {
      expect(await statusOf(new URL(probe?.httpGet?.path ?? '', service.url).href)).toBe(200);
    }
    const metrics = set?.template.metadata?.annotations?.['prometheus.io/path'] ?? '';
    expect(await statusOf(new URL(metrics, service.consoleUrl).href)).toBe(200);
    expect(await statusOf(new URL(metrics, service.url).href)).toBe(404);
  });

  it('let nothing in from outside but the path of callbacks', () => {
    const ingress: IIngress = manifest('networking.k8s.io/v1 Ingress friendgate');
    const paths = ingress.spec?.rules?.flatMap(({ http }) => http?.paths ?? []);
    const { callbackPath } = configOf(environment());
    expect(ingress.spec?.tls?.map(({ hosts }) => hosts)).toEqual([
      ingress.spec?.rules?.map(({ host }) => host),
    ]);
    expect(paths).toEqual([
      {
        path: callbackPath,
        pathType: 'Exact',
        backend: { service: { name: 'friendgate', port: { name: 'callbacks' } } },
      },
    ]);
  });

  it('guard, scale and spread the pods of the set', () => {
    const budget: IPodDisruptionBudget = manifest('policy/v1 PodDisruptionBudget friendgate');
    const policy: INetworkPolicy = manifest('networking.k8s.io/v1 NetworkPolicy friendgate');
    const { spec: scaler }: IHorizontalPodAutoscaler = manifest(
      'autoscaling/v2 HorizontalPodAutoscaler friendgate',
    );
    const spread = pods?.topologySpreadConstraints?.map(({ labelSelector }) => labelSelector) ?? [];
    const selectors = [set?.selector, budget.spec?.selector, policy.spec?.podSelector, ...spread];
    expect(selectors.map((selector) => selector?.matchLabels)).toEqual(Array(5).fill(labels));
    const { apiVersion, kind, name } = scaler?.scaleTargetRef ?? {};
    expect([apiVersion, kind, name, scaler?.minReplicas]).toEqual([
      'apps/v1',
      'StatefulSet',
      'friendgate',
      3,
    ]);
    const open = policy.spec?.ingress?.map(({ from, ports }) => [
      from?.map(({ namespaceSelector }) => namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name']),
      ports?.map(({ port }) => port),
    ]);
    expect(open).toEqual([
      [['ingress-nginx'], ['callbacks']],
      [['monitoring'], ['console']],
    ]);
    const ways = (each: INetworkPolicy) =>
      each.spec?.egress?.flatMap(({ ports }) => ports?.map(({ port }) => port) ?? []);
    expect(policy.spec?.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(ways(policy)).toEqual([53, 53, 5432, 6379]);
    const ofJob: INetworkPolicy = manifest('networking.k8s.io/v1 NetworkPolicy friendgate-drain');
    expect([ofJob.spec?.policyTypes, ofJob.spec?.ingress, ways(ofJob)]).toEqual([
      ['Ingress', 'Egress'],
      undefined,
      [53, 53, 5432],
    ]);
    expect(ofJob.spec?.podSelector?.matchLabels).toEqual(job.spec?.template.metadata?.labels);
    // The job that drains is none of them: nothing is sent to it.
    expect(job.spec?.template.metadata?.labels).not.toMatchObject(labels ?? {});
    const { spec: names }: IService = manifest(`v1 Service ${set?.serviceName}`);
    expect(names?.clusterIP).toBe('None');
  });

  it('drain a volume that is left over, with the image and the settings of the replicas', () => {
    const { images } = parse(read('kustomization.yaml'));
    expect(images).toEqual([
      { name: container?.image, newName: expect.anything(), newTag: expect.anything() },
    ]);
    expect(drain?.image).toBe(`${images[0].newName}:${images[0].newTag}`);
    expect(drain?.envFrom).toEqual(container?.envFrom);

    const volume = jobPod?.volumes?.find((each) => each.persistentVolumeClaim !== undefined);
    expect(drain?.volumeMounts).toContainEqual({ name: volume?.name, mountPath: drain?.command?.[4] });
    const prefix = `${claim?.metadata?.name}-friendgate-`;
    const name = volume?.persistentVolumeClaim?.claimName ?? '';
    expect(name).toMatch(new RegExp(`^${prefix}\\d+$`));
    const { spec: scaler }: IHorizontalPodAutoscaler = manifest(
      'autoscaling/v2 HorizontalPodAutoscaler friendgate',
    );
    const number = Number(name.slice(prefix.length));
    expect(number).toBeGreaterThanOrEqual(scaler?.minReplicas ?? 1);
    expect(number).toBeLessThan(scaler?.maxReplicas ?? 0);
  });

  it('drain by a command that there is', async () => {
    const left = await aFolder();
    closing.push(() => left.remove());
    await mkdir(join(left.path, 'journal'));
    const [program, file, ...words] = drain?.command ?? [];
    expect([program, file?.startsWith('dist/')]).toEqual(['node', true]);
    const given = words.map((word) => (word === '/data' ? left.path : word));
    const env = {
      ...environment(),
      PATH: process.env['PATH'],
      DATABASE_URL_FILE: undefined,
      DATABASE_URL: 'postgres://postgres@127.0.0.1:1/postgres',
    };
    const done = promisify(execFile)(process.execPath, [built(file?.slice('dist/'.length) ?? ''), ...given], {
      env,
    });
    expect((await done).stdout).toBe('0 of 0 records drained; nothing is left\n');
  });
});
