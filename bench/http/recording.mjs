/**
 * The minimum of a service that authenticates callbacks, recognises copies and loses no decision: it checks the signature, parses the packet, digests
 * it, and has packet and verdicts on the disk, in groups, before it names each account in its answer. It has no rules, no counters and
 * no database. TOKEN signs, DATA_DIR is where the file is made.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const { O_CREAT, O_DSYNC, O_WRONLY } = constants;
const file = await open(join(process.env.DATA_DIR, 'records'), O_WRONLY | O_CREAT | O_DSYNC);

let waiting = [];
let writing = false;

/** Calls `done` once the line is on the disk; all that come while one write runs share the next. */
function record(line, done) {
  waiting.push({ line, done });
  if (!writing) void write();
}

async function write() {
  writing = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    await file.write(group.map(({ line }) => line).join(''));
    for (const { done } of group) done();
  }
  writing = false;
}

let signed = { time: '', sign: '' };

/** Those of one second have the same signature. */
function signatureOf(time) {
  if (signed.time !== time) {
    const sign = createHash('sha256')
      .update(process.env.TOKEN + time)
      .digest('hex');
    signed = { time, sign };
  }
  return signed.sign;
}

function answer(query, bytes, reply) {
  const parameters = new Map(query.split('&').map((part) => part.split('=')));
  if (parameters.get('Sign') !== signatureOf(parameters.get('RequestTime'))) return reply(403, '{}');
  const packet = JSON.parse(bytes.toString());
  const verdicts = packet.ResponseFriendItem.map((item) => ({
    To_Account: item.To_Account,
    ResultCode: 0,
    ResultInfo: '',
  }));
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  const body = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ResultItem: verdicts });
  const kept = { id: randomUUID(), at: Date.now(), fingerprint, packet, verdicts };
  return record(`${JSON.stringify(kept)}\n`, () => reply(200, body));
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const query = request.url.slice(request.url.indexOf('?') + 1);
    answer(query, Buffer.concat(chunks), (status, body) => {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      };
      response.writeHead(status, headers).end(body);
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'ready', port: server.address().port }));
});
process.once('SIGTERM', () => process.exit(0));
