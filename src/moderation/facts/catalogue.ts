import type { Fact } from '../model/fact.js';
import { appId } from './packet/app-id.js';
import { batchSize } from './packet/batch-size.js';
import { clientAddress } from './packet/client-address.js';
import { eventAgeMs } from './packet/event-age-ms.js';
import { eventTime } from './packet/event-time.js';
import { fromAccount } from './packet/from-account.js';
import { inList } from './packet/in-list.js';
import { itemIndex } from './packet/item-index.js';
import { labels } from './state/labels.js';
import { platform } from './packet/platform.js';
import { rate } from './state/rate.js';
import { reputationPart } from './state/reputation-part.js';
import { reputation } from './state/reputation.js';
import { requestId } from './packet/request-id.js';
import { requesterAccount } from './packet/requester-account.js';
import { requesterAssumed } from './packet/requester-assumed.js';
import { requesterDiffers } from './packet/requester-differs.js';
import { responseAction } from './packet/response-action.js';
import { sinceUnblockMs } from './state/since-unblock-ms.js';
import { textContactCounts, textContacts } from './text/text-contacts.js';
import { textLengths } from './text/text-length.js';
import { textLinkCounts, textLinks } from './text/text-links.js';
import { textScripts } from './text/text-scripts.js';
import { textTerms } from './text/text-terms.js';
import { textsTooLong } from './text/text-too-long.js';
import { remark, tagName } from './text/text-whole.js';
import { toAccount } from './packet/to-account.js';

const facts: readonly Fact[] = [
  fromAccount,
  toAccount,
  requesterAccount,
  requesterDiffers,
  requesterAssumed,
  responseAction,
  remark,
  tagName,
  ...textLengths,
  ...textsTooLong,
  ...textLinkCounts,
  ...textLinks,
  ...textContactCounts,
  ...textContacts,
  ...textScripts,
  ...textTerms,
  inList,
  rate,
  reputation,
  reputationPart,
  labels,
  sinceUnblockMs,
  batchSize,
  itemIndex,
  eventTime,
  eventAgeMs,
  platform,
  clientAddress,
  requestId,
  appId,
];

/** Everything a rule may look at, by name. */
export const catalogue: ReadonlyMap<string, Fact> = new Map(facts.map((fact) => [fact.name, fact]));
