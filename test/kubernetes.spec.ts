import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
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
import { configOf } from '../src/config.js';

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

/** What the container's environment is, with the example's secrets. */
function environment(): Record<string, string | undefined> {
  const image = /^ENV (.*)$/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1]?.replaceAll(' ', '\n') ?? '';
  return Object.assign({}, ...[image, read('friendgate.env'), read('secret.env.example')].map(parseEnv));
}

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
    expect(config).toMatchObject({ host: '0.0.0.0', consoleHost: '0.0.0.0', dataDir: '/data' });
    expect([...config.apps.keys()]).toEqual(['1400000001']);
    expect([config.databaseUrl, config.redis]).not.toContain(null);
  });

  it('set nothing that the service does not know', () => {
    const documented = readFileSync('docs/operating.md', 'utf8');
    const names = Object.keys(environment()).filter((name) => name !== 'NODE_ENV');
    expect(names.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });

  it('give a pod what the service needs to end in', () => {
    const seconds = configOf(environment()).drainMs / 1_000 + 25;
    expect(pods?.terminationGracePeriodSeconds).toBeGreaterThan(seconds);
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
      for (const each of spec?.ports ?? []) expect(ports.get(String(each.targetPort))).toBe(each.port);
    }
    const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
    expect(probes.map((probe) => [probe?.httpGet?.path, probe?.httpGet?.port])).toEqual([
      ['/health/live', 'callbacks'],
      ['/health/live', 'callbacks'],
      ['/health/ready', 'callbacks'],
    ]);
  });

  it('let nothing in from outside but the path of callbacks', () => {
    const ingress: IIngress = manifest('networking.k8s.io/v1 Ingress friendgate');
    const paths = ingress.spec?.rules?.flatMap(({ http }) => http?.paths ?? []);
    const { callbackPath } = configOf(environment());
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
    const { kind, name } = scaler?.scaleTargetRef ?? {};
    expect([kind, name, scaler?.minReplicas]).toEqual(['StatefulSet', 'friendgate', 3]);
    const { spec: names }: IService = manifest(`v1 Service ${set?.serviceName}`);
    expect(names?.clusterIP).toBe('None');
  });

  it('drain a volume by a command that there is', () => {
    const { spec }: IJob = manifest('batch/v1 Job friendgate-drain');
    const job = spec?.template.spec;
    const [drain] = job?.containers ?? [];
    expect(drain?.command?.slice(0, 5)).toEqual([
      'node',
      'dist/src/cli/friendgate.js',
      'journal',
      'drain',
      '/data',
    ]);
    expect(drain?.envFrom).toEqual(container?.envFrom);
    expect(job?.securityContext).toEqual(pods?.securityContext);
    expect(job?.volumes?.[0]?.persistentVolumeClaim?.claimName).toMatch(
      new RegExp(`^${claim?.metadata?.name}-friendgate-\\d+$`),
    );
  });
});
