import { didYouMean } from '../../model/did-you-mean.js';
import { decoratorCatalogue, operatorCatalogue } from '../operators.js';

type Wishes = readonly (readonly [RegExp, string])[];

/** Names that people give to facts that do not exist, with the nearest that a rule can do. */
const factWishes: Wishes = [
  [
    /account.?age|registered|register.?time|created|sign.?up|new.?account/iu,
    'packets do not tell the age of an account',
  ],
  [/hour|week.?day|day.?of|time.?of|night|date/iu, 'no fact tells the time of day'],
  [/upper|caps|capital/iu, 'use matches with a pattern: ^[^a-z]*[A-Z][^a-z]*$ finds texts in capitals'],
  [/emoji/iu, String.raw`use matches with a pattern: \p{So} finds emoji`],
  [/digit/iu, 'use matches with a pattern: [0-9]{5,} finds five digits in a row'],
  [/domain|host|url/iu, 'read the links: remarkLinks or tagNameLinks, with someFact:endsWith'],
  [/country|city|region|geo|asn|isp/iu, 'keep networks in a list of addresses, and ask inList'],
  [/lang/iu, 'read the scripts of the letters: remarkScripts or tagNameScripts'],
  [
    /friend.?count|friends|follower|contacts?.?count/iu,
    'packets do not tell how many friends an account has',
  ],
  [/nick|profile|avatar|gender|birth/iu, 'packets have no profile of an account'],
  [/device|client|version|app.?type/iu, 'platform tells the kind of client'],
  [/message|content|wording|request.?text|comment/iu, 'an answer has two texts: remark and tagName'],
  [/ratio|share|percent|average|sum|diff/iu, 'conditions have no arithmetic: compare each value'],
  [/count|times|frequency|velocity|how.?often/iu, 'use rate: it counts events within a time'],
  [/score|trust|risk/iu, 'use reputation: a score from 0 to 100'],
  [/block/iu, 'use sinceUnblockMs: the time since the pair was unblocked'],
];

const operatorWishes: Wishes = [
  [/between|range|within/iu, 'write two comparisons in "all": greaterThanInclusive and lessThanInclusive'],
  [/exist|null|empty|missing|present|defined/iu, 'compare with null: "operator": "notEqual", "value": null'],
  [
    /list/iu,
    'use the fact inList for accounts and addresses, remarkTerms for terms; or list the values with someValue:',
  ],
  [/count|length|size/iu, 'compare the length: "path": "$.length"'],
];

/** A hint for a fact that does not exist. */
export function factHint(name: unknown, names: Iterable<string>): string {
  const hint = didYouMean(name, names) ?? (typeof name === 'string' ? wished(factWishes, name) : undefined);
  return hint ?? 'docs/rules/facts.md lists all of them';
}

/** A hint for a key that a condition does not have. */
export function keyHint(key: string, known: readonly string[]): string {
  const arithmetic =
    /^(?:sum|add|plus|minus|subtract|multiply|divide|ratio|average|avg|max|min|count|percent)$/iu;
  if (arithmetic.test(key)) return 'conditions have no arithmetic: compare each value';
  return didYouMean(key, known) ?? `here may stand ${known.join(', ')}`;
}

function wished(wishes: Wishes, name: string): string | undefined {
  return wishes.find(([pattern]) => pattern.test(name))?.[1];
}

/** Signs and words of other languages for operators. */
const operatorAliases: ReadonlyMap<string, string> = new Map([
  ['>', 'greaterThan'],
  ['>=', 'greaterThanInclusive'],
  ['≥', 'greaterThanInclusive'],
  ['<', 'lessThan'],
  ['<=', 'lessThanInclusive'],
  ['≤', 'lessThanInclusive'],
  ['=', 'equal'],
  ['==', 'equal'],
  ['===', 'equal'],
  ['is', 'equal'],
  ['eq', 'equal'],
  ['!=', 'notEqual'],
  ['!==', 'notEqual'],
  ['<>', 'notEqual'],
  ['≠', 'notEqual'],
  ['ne', 'notEqual'],
  ['neq', 'notEqual'],
  ['gt', 'greaterThan'],
  ['gte', 'greaterThanInclusive'],
  ['lt', 'lessThan'],
  ['lte', 'lessThanInclusive'],
  ['atleast', 'greaterThanInclusive'],
  ['morethan', 'greaterThan'],
  ['atmost', 'lessThanInclusive'],
  ['regex', 'matches'],
  ['regexp', 'matches'],
  ['match', 'matches'],
  ['~', 'matches'],
  ['=~', 'matches'],
  ['like', 'containsText'],
  ['includes', 'containsText'],
  ['nin', 'notIn'],
  ['oneof', 'in'],
]);

/** The operator that is meant; all of them where none is near. */
export function operatorHint(unknown: string, part: 'operator' | 'decorator'): string {
  const catalogue = part === 'operator' ? operatorCatalogue : decoratorCatalogue;
  const meant =
    part === 'operator' ? operatorAliases.get(unknown.toLowerCase().replaceAll(/[ _-]/gu, '')) : undefined;
  if (meant !== undefined) return `write "${meant}"`;
  const near = didYouMean(unknown, catalogue.keys()) ?? wished(operatorWishes, unknown);
  return near ?? `there are ${[...catalogue.keys()].join(', ')}`;
}
