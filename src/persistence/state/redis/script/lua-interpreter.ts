import { LUA_OPCODES } from './opcodes.js';

/**
 * Lua that runs a program: a flat list of opcodes and operands, with tables of ids and retentions. It expects `args`, `epoch` and
 * `now`, and leaves the replies in `out`. Times are milliseconds. Entries only ever move to a later time, so that neither order
 * nor repetition matters.
 */
export const INTERPRETER = `
${LUA_OPCODES}
local SLACK = 60000
local ops, ids, kept = args.ops, args.ids, args.kept
local out = {}

local function addEntry(key, id, at, keepMs, keepCount)
  if at <= now - keepMs then return end
  if redis.call('ZADD', key, 'GT', 'CH', at, id) == 0 then return end
  local over = redis.call('ZCARD', key) - keepCount
  if over > 0 then redis.call('ZREMRANGEBYRANK', key, 0, over - 1) end
  redis.call('PEXPIRE', key, keepMs + SLACK)
end

-- Keeps the newest entries of each component; trims only at twice as many, so that it is rare.
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

-- The state of a label: time of the change, end (0: none), cleared (1).
local function setLabel(key, name, at, ends, cleared, keepMs)
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
    -- A cleared label is kept for as long as an older change of it may still come.
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
  if op == OP_addEntry then
    local keep = kept[ops[i + 2]]
    addEntry(key, ids[ops[i + 3]], at, keep[1], keep[2])
    i = i + 4
  elseif op == OP_countEntries then
    out[#out + 1] = redis.call('ZCOUNT', key, '(' .. string.format('%.0f', now - ops[i + 2]), '+inf')
    i = i + 3
  elseif op == OP_addReputation then
    local keep = kept[ops[i + 2]]
    addEntry(key, ids[ops[i + 3]], ops[i + 4], keep[1], math.huge)
    trimReputation(key, keep[2])
    i = i + 5
  elseif op == OP_readReputation then
    out[#out + 1] = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    i = i + 2
  elseif op == OP_setUnblock then
    local keepMs = ops[i + 2]
    if at > now - keepMs and at > tonumber(redis.call('GET', key) or 0) then
      redis.call('SET', key, string.format('%.0f', at), 'PX', keepMs + SLACK)
    end
    i = i + 3
  elseif op == OP_readUnblock then
    out[#out + 1] = redis.call('GET', key)
    i = i + 2
  elseif op == OP_setLabel then
    setLabel(key, ids[ops[i + 2]], at, ops[i + 3], ops[i + 4], ops[i + 5])
    i = i + 6
  elseif op == OP_readLabels then
    out[#out + 1] = redis.call('HGETALL', key)
    i = i + 2
  elseif op == OP_setTime then
    at = ops[i + 1]
    i = i + 2
  else
    return redis.error_reply('no operation ' .. tostring(op))
  end
end
`;
