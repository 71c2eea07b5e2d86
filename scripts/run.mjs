// Runs friendgate from a checkout: installs what is missing, builds what changed, then runs the task.
// It has no dependencies, because it runs before any are installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

const [task, ...rest] = process.argv.slice(2);

checkNode();
/** An image holds the build and what it needs, and no sources. */
const isImage = !existsSync(at('src'));
if (!isImage) install(root);
switch (task) {
  case 'start':
    build();
    run(['--enable-source-maps', at('dist/src/main.js'), ...rest]);
    break;
  case 'friendgate':
    build();
    run(['--enable-source-maps', at('dist/src/cli/friendgate.js'), ...rest]);
    break;
  case 'test':
    // Worker threads and child processes of tests start from the build.
    build();
    jest(rest.some((argument) => /^(-w|--maxWorkers|-i|--runInBand)/.test(argument)) ? [] : ['-w', '2']);
    break;
  case 'bench': {
    const [script, ...options] = rest;
    build();
    install(at('bench'));
    run([at('bench', script), ...options]);
    break;
  }
  case 'smoke':
    build();
    install(at('bench'));
    jest(['--config', at('bench/jest.config.js'), '--runInBand', '--verbose']);
    break;
  default:
    fail(`run.mjs knows start, test, friendgate, bench and smoke, not ${JSON.stringify(task)}.`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(`friendgate needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

/** Once for each lock file. Build tools are dev dependencies, so they come along with NODE_ENV=production too. */
function install(folder) {
  const stamp = join(folder, 'node_modules/.friendgate-lock');
  const wanted = hashOf([join(folder, 'package-lock.json')]);
  if (read(stamp) === wanted) return;
  say('Installing dependencies …');
  npm(folder, 'ci', '--include=dev', '--no-audit', '--no-fund');
  writeFileSync(stamp, wanted);
}

/** Once for each state of the sources. */
function build() {
  if (isImage) return;
  const stamp = at('dist/.friendgate-sources');
  const sources = [
    at('package.json'),
    at('package-lock.json'),
    at('tsconfig.json'),
    at('tsconfig.build.json'),
  ];
  const wanted = hashOf([...sources, ...filesIn(at('src')), ...filesIn(at('migrations'))]);
  if (read(stamp) === wanted) return;
  say('Building …');
  // A renamed file must not stay behind: migrations are found by their folder.
  rmSync(at('dist'), { recursive: true, force: true });
  const built = spawnSync(
    process.execPath,
    [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  if (built.status !== 0) fail('The build failed: see above.');
  writeFileSync(stamp, wanted);
}

function jest(options) {
  run(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      at('node_modules/jest/bin/jest.js'),
      ...options,
      ...rest,
    ],
    // Like the flag, for what jest starts itself.
    { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules`.trim() },
  );
}

/** Becomes the command, as nearly as a parent can: same streams, same signals, same end. */
function run(args, env = {}) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  // A terminal and npm signal the whole group, others only us: the child takes a signal twice as it takes it once.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Could not start node: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}

function npm(cwd, ...args) {
  // npm names itself to the scripts it runs; without it, it is on the path.
  const cli = process.env.npm_execpath;
  const isFile = cli !== undefined && /\.c?js$/.test(cli) && existsSync(cli);
  const options = { cwd, stdio: ['ignore', 2, 2] };
  const done = isFile
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) fail('Installing failed: see above.');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Hashes names and contents; the times of a checkout say nothing. */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file.slice(root.length)}\0${statSync(file).size}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
