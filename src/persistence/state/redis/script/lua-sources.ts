/**
 * The scripts that Redis runs. Every one takes its keys in KEYS, all of one app and so of one slot, and its numbers and names as
 * one JSON text. They work from Redis 6.2 on.
 */

/** First keys of each script: what says whether the state is there at all, and who has not handed in everything. */
const PREAMBLE = `
local args = cjson.decode(ARGV[1])
local epoch, behind = KEYS[1], KEYS[2]
if redis.call('HGET', epoch, 'id') ~= args.epoch then return {'epoch'} end
`;

/**
 * Runs a program: a flat list of operations and what they work on. Times are milliseconds. What is noted is only ever raised to a
 * later time, so that neither order nor repetition matters.
 */
const INTERPRETER = `
local SLACK = 60000
local ops, ids, kept = args.ops, args.ids, args.kept
local out = {}

local function note(key, id, at, keepMs, keepCount)
  if at <= now - keepMs then return end
  if redis.call('ZADD', key, 'GT', 'CH', at, id) == 0 then return end
  local over = redis.call('ZCARD', key) - keepCount
  if over > 0 then redis.call('ZREMRANGEBYRANK', key, 0, over - 1) end
  redis.call('PEXPIRE', key, keepMs + SLACK)
end

-- The newest entries of each component; only once twice as many are there as may be.
local function trimReputation(key, most)
  if redis.call('ZCARD', key) <= 2 * most then return end
  local seen = {}
  for _, member in ipairs(redis.call('ZREVRANGE', key, 0, -1)) do
    local component = string.sub(member, 1, 1)
    seen[component] = (seen[component] or 0) + 1
    if seen[component] > most then redis.call('ZREM', key, member) end
  end
end

local function labelWins(new, old)
  if new[1] ~= old[1] then return new[1] > old[1] end
  if new[3] ~= old[3] then return new[3] > old[3] end
  return new[2] > old[2]
end

-- at, the end (0: none) and whether it is cleared (1) of a label.
local function mark(key, name, at, ends, cleared, keepMs)
  local new = {at, ends == 0 and math.huge or ends, cleared}
  local text = redis.call('HGET', key, name)
  if text then
    local old = cjson.decode(text)
    if old[2] == 0 then old[2] = math.huge end
    if not labelWins(new, old) then return end
  end
  redis.call('HSET', key, name, cjson.encode({at, ends, cleared}))
  local last = 0
  for _, each in ipairs(redis.call('HVALS', key)) do
    local value = cjson.decode(each)
    local over = value[2]
    -- A cleared label is remembered for as long as an older change of it may still come.
    if value[3] == 1 then over = value[1] + keepMs elseif over == 0 then over = math.huge end
    if over > last then last = over end
  end
  if last == math.huge then redis.call('PERSIST', key)
  else redis.call('PEXPIRE', key, math.max(SLACK, last - now + keepMs)) end
end

local at = args.at
local i, size = 1, #ops
while i <= size do
  local op, key = ops[i], KEYS[ops[i + 1]]
  if op == 1 then
    local keep = kept[ops[i + 2]]
    note(key, ids[ops[i + 3]], at, keep[1], keep[2])
    i = i + 4
  elseif op == 2 then
    out[#out + 1] = redis.call('ZCOUNT', key, '(' .. string.format('%.0f', now - ops[i + 2]), '+inf')
    i = i + 3
  elseif op == 3 then
    local keep = kept[ops[i + 2]]
    note(key, ids[ops[i + 3]], ops[i + 4], keep[1], math.huge)
    trimReputation(key, keep[2])
    i = i + 5
  elseif op == 4 then
    out[#out + 1] = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    i = i + 2
  elseif op == 5 then
    local keepMs = ops[i + 2]
    if at > now - keepMs and at > tonumber(redis.call('GET', key) or 0) then
      redis.call('SET', key, string.format('%.0f', at), 'PX', keepMs + SLACK)
    end
    i = i + 3
  elseif op == 6 then
    out[#out + 1] = redis.call('GET', key)
    i = i + 2
  elseif op == 7 then
    mark(key, ids[ops[i + 2]], at, ops[i + 3], ops[i + 4], ops[i + 5])
    i = i + 6
  elseif op == 8 then
    out[#out + 1] = redis.call('HGETALL', key)
    i = i + 2
  elseif op == 9 then
    at = ops[i + 1]
    i = i + 2
  else
    return redis.error_reply('no operation ' .. tostring(op))
  end
end
`;

/** The latest time seen, which no clock that is far ahead of Redis' own may push on. */
const LATEST_TIME = `
local function seen(time)
  local latest = tonumber(redis.call('HGET', epoch, 'now') or 0)
  if args.aheadMs then
    local clock = redis.call('TIME')
    time = math.min(time, clock[1] * 1000 + math.floor(clock[2] / 1000) + args.aheadMs)
  end
  if time <= latest then return latest end
  redis.call('HSET', epoch, 'now', string.format('%.0f', time))
  return time
end
`;

/**
 * One callback: knows a copy, counts its events, reads what is asked.
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
 * Events of the journal or of the past, and changes of labels; no packet, no time of its own.
 * KEYS: epoch, behind, then the program's. → `epoch` | `applied`, sequence
 */
export const APPLY = `${PREAMBLE}
local now = tonumber(redis.call('HGET', epoch, 'now') or 0)
${INTERPRETER}
return {'applied', redis.call('HINCRBY', epoch, 'seq:' .. args.replica, 1)}
`;

/**
 * A replica says that it is there, and whether it owes events. Makes the epoch where there is none. Who has said nothing for long
 * is not waited for: what it owes comes when it is back.
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
local owing = redis.call('HGETALL', behind)
for i = 1, #owing, 2 do
  if tonumber(owing[i + 1]) < time - args.silentMs then redis.call('HDEL', behind, owing[i]) end
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
 * Series are complete from an earlier moment on; once every replica that is there has handed in what only its journal has.
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

/** Gives up what is there, so that all begin anew. KEYS: epoch, behind, lease. → `epoch` | `forgotten` */
export const FORGET = `${PREAMBLE}
redis.call('DEL', epoch, KEYS[3])
return {'forgotten'}
`;

/** Takes or keeps the lease of an app's rebuild. KEYS: lease. → 1 when it is ours */
export const LEASE = `
local args = cjson.decode(ARGV[1])
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= args.replica then return 0 end
redis.call('SET', KEYS[1], args.replica, 'PX', args.ms)
return 1
`;

/** Whether a packet's first one has its answer. KEYS: packet. → source and answer, where they are */
export const ANSWER = `return redis.call('HMGET', KEYS[1], 'source', 'answer')`;
