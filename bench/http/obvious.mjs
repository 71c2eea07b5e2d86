/**
 * The service that most people would write: NestJS as it comes, one controller, json-rules-engine over the same rules for every
 * item, counters in a map, and one row per callback before the answer. It checks no signature, keeps no journal, knows no
 * copies, and writes no explanation. RULES_DIR, DATABASE_URL.
 */
import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Body, Controller, HttpCode, Module, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Engine } from 'json-rules-engine';
import { Pool } from 'pg';
import { Counters, factsWith, readLists } from './obvious-facts.mjs';

const folder = process.env.RULES_DIR;
const json = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const files = (path) => readdirSync(join(folder, path)).filter((file) => file.endsWith('.json'));

const rules = files('.')
  .map((file) => json(file))
  .filter((document) => 'conditions' in document && 'event' in document);
const codes = new Map(json('result-codes.json').codes.map(({ code, text }) => [code, text.en]));
const rates = [...JSON.stringify(rules).matchAll(/"fact":"rate","params":(\{[^}]*\})/g)].map(([, params]) =>
  JSON.parse(params),
);
const counters = new Counters(rates);
const scores = new Map();

function engineOf() {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const file of files('conditions')) {
    const { name, conditions } = json(join('conditions', file));
    engine.setCondition(name, conditions);
  }
  for (const [name, read] of factsWith({ lists: readLists(folder), counters, scores })) {
    engine.addFact(name, async (params, almanac) => read(params, await almanac.factValue('item')));
  }
  for (const { name, priority, conditions, event, mode } of rules) {
    engine.addRule({ name, priority, conditions, event: { ...event, params: { ...event.params, mode } } });
  }
  return engine;
}

const engine = engineOf();
/** One run at a time: one that ends stops all others of its engine, and their rules would be lost. */
let turn = Promise.resolve();

function run(facts) {
  const result = turn.then(() => engine.run(facts));
  turn = result.catch(() => undefined);
  return result;
}

const kindsOf = (action) => [
  'response',
  ...(action.startsWith('Response_Action_Agree') ? ['agree'] : []),
  ...(action === 'Response_Action_Reject' ? ['reject'] : []),
];

/** The code of the deciding rule: the highest priority of those that matched and are live. */
async function judge(item) {
  counters.count(kindsOf(item.responseAction), item, item.now);
  const { results } = await run({ ...item, item });
  const deciding = results
    .filter(({ event }) => event.params?.mode === 'live' && (event.type === 'deny' || event.type === 'allow'))
    .toSorted((a, b) => b.priority - a.priority)[0];
  if (deciding?.event.type !== 'deny') return 0;
  counters.count(['deny'], item, item.now);
  scores.set(item.fromAccount, Math.max(0, (scores.get(item.fromAccount) ?? 50) - 7));
  return deciding.event.params.resultCode;
}

function itemsOf(packet, query) {
  const now = Date.now();
  return packet.ResponseFriendItem.map((item, index) => ({
    now,
    fromAccount: packet.From_Account,
    requesterAccount: packet.Requester_Account ?? packet.From_Account,
    requesterDiffers: packet.Requester_Account !== packet.From_Account,
    toAccount: item.To_Account,
    responseAction: item.ResponseAction,
    remark: item.Remark ?? null,
    tagName: item.TagName ?? null,
    platform: query.OptPlatform?.toLowerCase() ?? null,
    clientAddress: query.ClientIP ?? null,
    batchSize: packet.ResponseFriendItem.length,
    itemIndex: index,
    eventTime: packet.EventTime ?? null,
    eventAgeMs: packet.EventTime === undefined ? null : now - packet.EventTime,
  }));
}

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
await pool.query(`create table if not exists callback (
  id bigint generated always as identity primary key, received_at timestamptz not null default now(),
  from_account text not null, packet jsonb not null, result jsonb not null)`);

class CallbackController {
  async answer(packet, query) {
    const result = [];
    for (const item of itemsOf(packet, query)) {
      const code = await judge(item);
      const text = code === 0 ? '' : (codes.get(code) ?? '');
      result.push({ To_Account: item.toAccount, ResultCode: code, ResultInfo: text });
    }
    await pool.query('insert into callback (from_account, packet, result) values ($1, $2, $3)', [
      packet.From_Account,
      JSON.stringify(packet),
      JSON.stringify(result),
    ]);
    return { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ResultItem: result };
  }
}

// The output of the compiler for `@Controller('callback')`, `@Post()`, `@HttpCode(200)`, `@Body()` and `@Query()`.
const { prototype } = CallbackController;
const method = Object.getOwnPropertyDescriptor(prototype, 'answer');
Body()(prototype, 'answer', 0);
Query()(prototype, 'answer', 1);
HttpCode(200)(prototype, 'answer', method);
Post()(prototype, 'answer', method);
Controller('callback')(CallbackController);

function AppModule() {}
Module({ controllers: [CallbackController] })(AppModule);

const app = await NestFactory.create(AppModule, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(JSON.stringify({ msg: 'ready', port: app.getHttpServer().address().port }));
process.once('SIGTERM', () => process.exit(0));
