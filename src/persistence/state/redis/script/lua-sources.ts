import { INTERPRETER } from './lua-interpreter.js';

/**
 * The scripts that run in Redis, from 6.2 on. Each takes its keys in KEYS, all of one app and so of one cluster slot, and its
 * arguments as one JSON text.
 */

/** The first keys of a script: the epoch, without which the state is lost, and the replicas that lag behind. */
const PREAMBLE = `
local args = cjson.decode(ARGV[1])
local epoch, behind = KEYS[1], KEYS[2]
if redis.call('HGET', epoch, 'id') ~= args.epoch then return {'epoch'} end
`;

/** Lua function that keeps the latest time seen; a clock far ahead of Redis' own does not move it. */
const LATEST_TIME = `
local function seen(time)
  local latest = tonumber(redis.call('HGET', epoch, 'now') or 0)
  if args.aheadMs then
    local clock = redis.call('TIME')
    local limit = clock[1] * 1000 + math.floor(clock[2] / 1000) + args.aheadMs
    time = math.min(time, limit)
    -- A later time is from when the clock of Redis' machine was wrong: windows hold at it for a minute at most.
    if latest > limit + 60000 then latest = 0 end
  end
  if time <= latest then return latest end
  redis.call('HSET', epoch, 'now', string.format('%.0f', time))
  return time
end
`;

/**
 * One callback: recognises a copy, counts its events, reads what it asks for.
 * KEYS: epoch, behind, packet, then the program's. → `epoch` | `copy`, source, answer | `first`, sequence, version, now, behind, readings
 */
export const GATHER = `${PREAMBLE}${LATEST_TIME}
local packet = KEYS[3]
local first = redis.call('HMGET', packet, 'source', 'at', 'answer')
if first[1] and first[1] ~= args.source and args.at < tonumber(first[2]) + args.copyMs then
  return {'copy', first[1], first[3]}
end
redis.call('DEL', packet)
redis.call('HSET', packet, 'source', args.source, 'at', string.format('%.0f', args.at))
redis.call('PEXPIRE', packet, args.claimMs)
local now = seen(args.at)
${INTERPRETER}
local sequence = redis.call('HINCRBY', epoch, 'seq:' .. args.replica, 1)
local version = tonumber(redis.call('HGET', epoch, 'version') or 0)
return {'first', sequence, version, string.format('%.0f', now), redis.call('HLEN', behind), out}
`;

/**
 * How a callback ended. KEYS: epoch, behind, packet, then the program's. → `epoch` | `settled`, sequence, version
 */
export const SETTLE = `${PREAMBLE}${LATEST_TIME}
local packet = KEYS[3]
local source = redis.call('HGET', packet, 'source')
if not source or source == args.source then
  if args.answer then
    redis.call('HSETNX', packet, 'at', string.format('%.0f', args.at))
    redis.call('HSET', packet, 'source', args.source, 'answer', args.answer)
    redis.call('PEXPIRE', packet, args.copyMs)
  else
    redis.call('DEL', packet)
  end
end
local now = seen(args.at)
${INTERPRETER}
local sequence = redis.call('HINCRBY', epoch, 'seq:' .. args.replica, 1)
return {'settled', sequence, tonumber(redis.call('HGET', epoch, 'version') or 0)}
`;

/**
 * Applies events of the journal or of the past, and changes of labels.
 * KEYS: epoch, behind, then the program's. → `epoch` | `applied`, sequence
 */
export const APPLY = `${PREAMBLE}
local now = tonumber(redis.call('HGET', epoch, 'now') or 0)
${INTERPRETER}
return {'applied', redis.call('HINCRBY', epoch, 'seq:' .. args.replica, 1)}
`;

/**
 * A replica's heartbeat, which says whether it lags behind. Begins an epoch where there is none. A replica that is silent for long
 * is not waited for: its events come when it is back.
 * KEYS: epoch, behind, series, wanted, alive. → epoch, sequence, version, behind, series and the moments from which they are complete
 */
export const REGISTER = `
local args = cjson.decode(ARGV[1])
local epoch, behind, series, wanted, alive = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local clock = redis.call('TIME')
local time = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function bump() redis.call('HINCRBY', epoch, 'version', 1) end
if not redis.call('HGET', epoch, 'id') then
  redis.call('DEL', behind, series, wanted, alive)
  redis.call('HSET', epoch, 'id', args.proposed, 'version', 1)
end
redis.call('HSET', alive, args.replica, string.format('%.0f %.0f', time, args.noted))
if args.behind then redis.call('HSET', behind, args.replica, string.format('%.0f', time)) else redis.call('HDEL', behind, args.replica) end
local lagging = redis.call('HGETALL', behind)
for i = 1, #lagging, 2 do
  if tonumber(lagging[i + 1]) < time - args.silentMs then redis.call('HDEL', behind, lagging[i]) end
end
for _, name in ipairs(args.wants) do
  if redis.call('HSETNX', series, name, string.format('%.0f', args.completeFrom)) == 1 then bump() end
  redis.call('HSET', wanted, name, string.format('%.0f', time))
end
local known = redis.call('HGETALL', wanted)
for i = 1, #known, 2 do
  if tonumber(known[i + 1]) < time - args.idleMs then
    redis.call('HDEL', series, known[i])
    redis.call('HDEL', wanted, known[i])
    bump()
  end
end
return {
  redis.call('HGET', epoch, 'id'),
  tonumber(redis.call('HGET', epoch, 'seq:' .. args.replica) or 0),
  tonumber(redis.call('HGET', epoch, 'version')),
  redis.call('HLEN', behind),
  redis.call('HGETALL', series)
}
`;

/**
 * Marks series as complete from an earlier moment on, once every live replica has applied the events that only its journal has.
 * KEYS: epoch, behind, series, lease, alive. → `epoch` | `lost` | `wait` | `filled`
 */
export const COMPLETE = `${PREAMBLE}
local series, lease, alive = KEYS[3], KEYS[4], KEYS[5]
if redis.call('GET', lease) ~= args.replica then return {'lost'} end
local clock = redis.call('TIME')
local time = clock[1] * 1000 + math.floor(clock[2] / 1000)
local replicas = redis.call('HGETALL', alive)
for i = 1, #replicas, 2 do
  local last, noted = string.match(replicas[i + 1], '^(%d+) (%d+)$')
  if tonumber(last) < time - args.silentMs then redis.call('HDEL', alive, replicas[i])
  elseif tonumber(noted) < args.version then return {'wait'} end
end
for _, name in ipairs(args.names) do
  local from = tonumber(redis.call('HGET', series, name) or -1)
  if from > args.from and from <= args.to then
    redis.call('HSET', series, name, string.format('%.0f', args.from))
    redis.call('HINCRBY', epoch, 'version', 1)
  end
end
return {'filled'}
`;

/** Deletes the epoch, so that all replicas fill the state anew. KEYS: epoch, behind, lease. → `epoch` | `forgotten` */
export const FORGET = `${PREAMBLE}
redis.call('DEL', epoch, KEYS[3])
return {'forgotten'}
`;

/** Takes or renews the lease of an app's backfill. KEYS: lease. → 1 when it is ours */
export const LEASE = `
local args = cjson.decode(ARGV[1])
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= args.replica then return 0 end
redis.call('SET', KEYS[1], args.replica, 'PX', args.ms)
return 1
`;

/** The source of a packet's first callback, and its answer where there is one. KEYS: packet. → source, answer */
export const ANSWER = `return redis.call('HMGET', KEYS[1], 'source', 'answer')`;
