import type { FriendResponseCallback, Item } from '../model/callback.js';
import type { DegradedReason, Effect, OnFailure, ShadowMatch, Verdict } from '../model/decision.js';
import type { RuleMatches } from './rule-index/rule-matches.js';
import type { Reading } from '../model/reading.js';
import { ownCodes } from '../model/result-code.js';
import { inRollout } from './rollout.js';
import type { RuleSet } from './rule-set.js';
import type { CompiledRule, Outcome } from '../rules/compiled-rule.js';
import { accountOf, type Accounts } from '../model/account-role.js';

/** The verdict on one item, with its effects. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly effects: readonly Effect[];
}

/** The verdict on an item that nothing known decides. */
export function fallbackVerdict(onFailure: OnFailure, degraded: DegradedReason, code: number): Verdict {
  return { code: onFailure === 'allow' ? 0 : code, rule: null, matched: [], degraded };
}

/** Whether a rule applies to the answers of this account. */
function applies(rule: CompiledRule, ruleSet: RuleSet, fromAccount: string): boolean {
  return (
    rule.mode === 'live' &&
    (rule.rollout >= 100 || inRollout(ruleSet.settings.salt, rule.name, fromAccount, rule.rollout))
  );
}

/** The effect of a matched rule that is not terminal. */
function effectOf(
  rule: string,
  outcome: Outcome,
  { receivedAt }: FriendResponseCallback,
  item: number,
  accounts: Accounts,
): Effect | null {
  switch (outcome.type) {
    case 'deny':
    case 'allow':
      return null;
    case 'flag':
      return { type: 'flag', item, rule, account: accountOf(accounts, outcome.account) };
    case 'label': {
      const { label, forMs } = outcome;
      const account = accountOf(accounts, outcome.account);
      const expiresAt = forMs === null ? null : receivedAt + forMs;
      return { type: 'label', item, rule, account, label, expiresAt };
    }
  }
}

/**
 * Judges one friend response by the live rules: the first terminal rule that matches decides; with none, it passes. The item is
 * degraded when an unknown rule stood before the one that decided and would have decided otherwise.
 * @param row one reading per line of the rule set's reading table
 */
export function judge(
  ruleSet: RuleSet,
  callback: FriendResponseCallback,
  item: number,
  row: readonly Reading[],
  onFailure: OnFailure,
): Judgement {
  const matches = ruleSet.live.match(row);
  matches.filter((rule) => applies(rule, ruleSet, callback.fromAccount));
  return { verdict: verdictOf(matches, onFailure), effects: effectsOf(matches, callback, item) };
}

/** The effects of the matched rules that are not terminal. */
function effectsOf(matches: RuleMatches, callback: FriendResponseCallback, item: number): readonly Effect[] {
  const { fromAccount, requesterAccount } = callback;
  const accounts = { fromAccount, requesterAccount, toAccount: callback.items[item]?.toAccount ?? '' };
  const effects: Effect[] = [];
  for (let at = matches.terminalCount; at < matches.count; at += 1) {
    if (!matches.isCertain(at)) continue;
    const effect = effectOf(matches.name(at), matches.outcome(at), callback, item, accounts);
    if (effect !== null) effects.push(effect);
  }
  return effects;
}

/** The first terminal rule that matches decides; unknown ones before it make the item degraded when they would have decided otherwise. */
function verdictOf(matches: RuleMatches, onFailure: OnFailure): Verdict {
  const matched = matches.certainNames();
  const unknownCodes: number[] = [];
  const { terminalCount } = matches;
  for (let at = 0; at < terminalCount; at += 1) {
    const code = matches.code(at);
    if (matches.isCertain(at)) {
      const isDegraded = unknownCodes.some((unknown) => unknown !== code);
      return {
        code,
        rule: matches.name(at),
        ruleVersion: matches.rule(at).version,
        matched,
        degraded: isDegraded ? 'unknown' : null,
      };
    }
    unknownCodes.push(code);
  }
  if (unknownCodes.every((code) => code === 0)) return { code: 0, rule: null, matched, degraded: null };
  return { ...fallbackVerdict(onFailure, 'unknown', ownCodes.undecided), matched };
}

/** The matches of rules that do not apply to an item: rules in shadow, and live ones outside their share. */
export function judgeShadow(
  ruleSet: RuleSet,
  callback: FriendResponseCallback,
  item: number,
  row: readonly Reading[],
): ShadowMatch[] {
  const matches: ShadowMatch[] = [];
  const found = ruleSet.shadow.match(row);
  for (let at = 0; at < found.count; at += 1) {
    const rule = found.rule(at);
    if (!found.isCertain(at) || applies(rule, ruleSet, callback.fromAccount)) continue;
    const { name, outcome } = rule;
    matches.push({
      item,
      rule: name,
      outcome: outcome.type,
      code: outcome.type === 'deny' ? outcome.code : null,
    });
  }
  return matches;
}

/**
 * The same `To_Account` twice in a packet: both get the stricter verdict, which is the first denial by a rule; with none, the
 * first by `ON_FAILURE`.
 */
export function alignRepeatedAccounts(
  items: readonly Item[],
  verdicts: readonly Verdict[],
): readonly Verdict[] {
  if (verdicts.every(({ code }) => code === 0)) return verdicts;
  const denials = new Map<string, Verdict>();
  for (const [index, verdict] of verdicts.entries()) {
    const to = items[index]?.toAccount ?? '';
    if (to === '' || verdict.code === 0) continue;
    const before = denials.get(to);
    if (before === undefined || (before.rule === null && verdict.rule !== null)) denials.set(to, verdict);
  }
  if (denials.size === 0) return verdicts;
  return verdicts.map((verdict, index) => {
    const stricter = denials.get(items[index]?.toAccount ?? '');
    if (stricter === undefined || stricter === verdict) return verdict;
    return { ...stricter, matched: verdict.matched };
  });
}
