import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { codesIn } from '../support/answered.js';
import { postResponses } from '../support/callback-client.js';
import { describeOnPostgres, OPENING_MS } from '../support/persistence/database.js';
import { aHome, until, type Home, type ServiceProcess } from '../support/service-process.js';
import { aFolder } from '../support/temporary-folder.js';

/** A mount whose file system never answers: every `stat` in it hangs, as on a network mount whose server is gone. */
class DeadMount {
  private constructor(
    private readonly shell: ChildProcess,
    readonly why: string | null,
  ) {}

  static async at(path: string): Promise<DeadMount> {
    const script = `exec 3<>/dev/fuse && mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none "$0" && echo mounted && read wait; umount -l "$0"`;
    const shell = spawn('sh', ['-c', script, path], { stdio: ['pipe', 'pipe', 'pipe'] });
    const said = await Promise.race([
      once(shell.stdout, 'data').then(String),
      once(shell, 'close').then(() => 'nothing'),
    ]);
    return new DeadMount(
      shell,
      said.startsWith('mounted') ? null : 'FUSE file systems cannot be mounted here',
    );
  }

  async end(): Promise<void> {
    if (this.shell.exitCode !== null) return;
    const closed = once(this.shell, 'close');
    this.shell.stdin?.end('\n');
    await closed;
  }
}

describeOnPostgres('dead-mount.spec.ts')('a rules folder with a dead mount in it', () => {
  let home: Home;
  let rules: string;
  let removing: () => Promise<void>;
  let service: ServiceProcess;
  let mount: DeadMount;
  beforeEach(async () => {
    home = await aHome();
    const folder = await aFolder();
    removing = () => folder.remove();
    rules = join(folder.path, 'rules');
    await cp('rules', rules, { recursive: true });
    service = await home.start({ RULES_DIR: rules });
    await mkdir(join(rules, 'mounted'));
    mount = await DeadMount.at(join(rules, 'mounted'));
  }, OPENING_MS);
  afterEach(async () => {
    await mount.end();
    await home.remove();
    await removing();
  });

  const logged = (text: string) => service.lines.filter((line) => line.includes(text)).length;
  let count = 0;
  const answer = async () => {
    count += 1;
    const to = `to-${String(count)}`;
    const packet = {
      From_Account: `from-${String(count)}`,
      ResponseFriendItem: [{ To_Account: to, ResponseAction: 'Response_Action_Agree' }],
    };
    return codesIn((await postResponses(service.url, packet)).text);
  };

  /**
   * @fault rules: the rules folder holds a dead mount
   * @effect Answers and records go on; part `rules` is degraded, and heals; the process ends when it is told to.
   */
  /**
   * @fault rules: a mount in the rules folder does not answer
   * @effect The active rules stay; health reports part `rules`; answers, records and SIGTERM are not held up.
   */
  it('holds up neither answers nor records, is degraded, heals, and does not keep the process from ending', async () => {
    if (mount.why !== null) {
      process.stderr.write(`dead-mount.spec.ts is skipped: ${mount.why}\n`);
      return;
    }
    await until(async () => logged('the file system does not answer') > 0);
    const codes = await Promise.all(Array.from({ length: 40 }, () => answer()));
    expect(codes.flat()).toEqual(Array.from({ length: 40 }, () => 0));
    expect(await service.metric('friendgate_unrecorded_decisions')).toBe(0);
    expect(await degradedParts()).toContain('rules');
    expect(await reasons()).toContain('the rules cannot be read: the file system does not answer');

    await mount.end();
    await until(async () => !(await degradedParts()).includes('rules'));

    mount = await DeadMount.at(join(rules, 'mounted'));
    await until(async () => logged('the file system does not answer') > 1);
    const began = Date.now();
    expect(['SIGTERM', 0]).toContain(await service.end('SIGTERM'));
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(logged('"msg":"stopped"')).toBe(1);
  }, 90_000);

  async function degradations(): Promise<readonly { readonly part: string; readonly because: string }[]> {
    const health: { degraded?: readonly { part: string; because: string }[] } = JSON.parse(
      await (await fetch(`${service.consoleUrl}/health/ready`)).text(),
    );
    return health.degraded ?? [];
  }

  const degradedParts = async () => (await degradations()).map(({ part }) => part);
  const reasons = async () => (await degradations()).map(({ because }) => because);
});
