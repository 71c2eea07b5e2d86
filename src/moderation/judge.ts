import type { FriendResponseCallback, Item } from './callback.js';
import type { DegradedBecause, Effect, OnFailure, ShadowMatch, Verdict } from './decision.js';
import type { Reading } from './reading.js';
import { ownCodes } from './result-code.js';
import { inRollout } from './rollout.js';
import type { CompiledRule, EffectAccount, RuleSet } from './rule-set.js';

/** One item judged: its verdict, and what is to be done about it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly effects: readonly Effect[];
}

/** The verdict on an item that nothing known decides. */
export function failedVerdict(onFailure: OnFailure, degraded: DegradedBecause, code: number): Verdict {
  return { code: onFailure === 'allow' ? 0 : code, rule: null, matched: [], degraded };
}

/** Whether a rule has its say on what this account does. */
function hasSay(rule: CompiledRule, ruleSet: RuleSet, fromAccount: string): boolean {
  return rule.mode === 'live' && inRollout(ruleSet.settings.salt, rule.name, fromAccount, rule.rollout);
}

/** 0 for a rule that lets pass, the result code of one that denies, `null` for one that does not end the matter. */
function codeOf(rule: CompiledRule): number | null {
  switch (rule.outcome.type) {
    case 'deny':
      return rule.outcome.code;
    case 'allow':
      return 0;
    case 'flag':
    case 'label':
      return null;
  }
}

function accountOf(role: EffectAccount, callback: FriendResponseCallback, toAccount: string): string {
  switch (role) {
    case 'from':
      return callback.fromAccount;
    case 'requester':
      return callback.requesterAccount;
    case 'to':
      return toAccount;
  }
}

/** What a matched rule that does not end the matter asks for. */
function effectOf(
  rule: CompiledRule,
  callback: FriendResponseCallback,
  item: number,
  toAccount: string,
): Effect | null {
  switch (rule.outcome.type) {
    case 'deny':
    case 'allow':
      return null;
    case 'flag':
      return {
        type: 'flag',
        item,
        rule: rule.name,
        account: accountOf(rule.outcome.account, callback, toAccount),
      };
    case 'label': {
      const { label, forMs } = rule.outcome;
      const account = accountOf(rule.outcome.account, callback, toAccount);
      const expiresAt = forMs === null ? null : callback.receivedAt + forMs;
      return { type: 'label', item, rule: rule.name, account, label, expiresAt };
    }
  }
}

/**
 * Judges one friend response by the live rules: the first that ends the matter decides; with none, it passes. The item is
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
  const toAccount = callback.items[item]?.toAccount ?? '';
  const tally: Tally = { matched: [], unknownCodes: [], decided: null };
  const effects: Effect[] = [];
  ruleSet.live.match(row, (rule, truth) => {
    if (!hasSay(rule, ruleSet, callback.fromAccount)) return;
    count(tally, rule, truth);
    const effect = truth === 'yes' ? effectOf(rule, callback, item, toAccount) : null;
    if (effect !== null) effects.push(effect);
  });
  return { verdict: verdictOf(tally, onFailure), effects };
}

/** What the rules have said so far, those that come first having been heard first. */
interface Tally {
  readonly matched: string[];
  /** Of the rules that would end the matter, were they known; while none did. */
  readonly unknownCodes: number[];
  decided: { readonly rule: string; readonly code: number; readonly degraded: boolean } | null;
}

function count(tally: Tally, rule: CompiledRule, truth: 'yes' | 'unknown'): void {
  const code = codeOf(rule);
  if (truth === 'unknown') {
    if (code !== null && tally.decided === null) tally.unknownCodes.push(code);
    return;
  }
  tally.matched.push(rule.name);
  if (code !== null && tally.decided === null) {
    const degraded = tally.unknownCodes.some((unknown) => unknown !== code);
    tally.decided = { rule: rule.name, code, degraded };
  }
}

function verdictOf({ matched, unknownCodes, decided }: Tally, onFailure: OnFailure): Verdict {
  if (decided !== null) {
    const { code, rule } = decided;
    return { code, rule, matched, degraded: decided.degraded ? 'unknown' : null };
  }
  if (unknownCodes.every((code) => code === 0)) return { code: 0, rule: null, matched, degraded: null };
  return { ...failedVerdict(onFailure, 'unknown', ownCodes.undecided), matched };
}

/** What the rules without a say would have done with an item: those in shadow, and live ones outside their share. */
export function judgeShadow(
  ruleSet: RuleSet,
  callback: FriendResponseCallback,
  item: number,
  row: readonly Reading[],
): ShadowMatch[] {
  const matches: ShadowMatch[] = [];
  ruleSet.silent.match(row, (rule, truth) => {
    if (truth === 'unknown' || hasSay(rule, ruleSet, callback.fromAccount)) return;
    const { outcome } = rule;
    const code = outcome.type === 'deny' ? outcome.code : null;
    matches.push({ item, rule: rule.name, outcome: outcome.type, code });
  });
  return matches;
}

/**
 * The same `To_Account` twice in a packet: both get the stricter verdict, which is the first denial by a rule; with none, the
 * first by `ON_FAILURE`.
 */
export function alignRepeated(items: readonly Item[], verdicts: readonly Verdict[]): readonly Verdict[] {
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
