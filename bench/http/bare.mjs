/**
 * The least that any service on Node's own HTTP server does: reads the body, and answers a fixed text as long as the real
 * answer to as many items. It parses nothing and checks nothing. ITEMS says how many. With ECHO=yes it parses the packet and names
 * each account in its answer, which is the least that the protocol asks for.
 */
import { createServer } from 'node:http';

const items = Array.from({ length: Number(process.env.ITEMS ?? 2) }, () => ({
  To_Account: 'asker_00000000',
  ResultCode: 0,
  ResultInfo: '',
}));
const isEcho = process.env.ECHO === 'yes';
const textWith = (entries) =>
  JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ResultItem: entries });
const fixed = textWith(items);

function echo(bytes) {
  const sent = JSON.parse(bytes.toString()).ResponseFriendItem;
  return textWith(sent.map((item) => ({ To_Account: item.To_Account, ResultCode: 0, ResultInfo: '' })));
}

function headersOf(body) {
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const bytes = Buffer.concat(chunks);
    const body = isEcho ? echo(bytes) : fixed;
    response.writeHead(200, headersOf(body)).end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'ready', port: server.address().port }));
});
process.once('SIGTERM', () => process.exit(0));
