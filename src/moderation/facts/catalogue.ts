import type { Fact } from '../fact.js';
import { appId } from './app-id.js';
import { batchSize } from './batch-size.js';
import { clientAddress } from './client-address.js';
import { eventAgeMs } from './event-age-ms.js';
import { eventTime } from './event-time.js';
import { fromAccount } from './from-account.js';
import { inList } from './in-list.js';
import { itemIndex } from './item-index.js';
import { labels } from './labels.js';
import { platform } from './platform.js';
import { rate } from './rate.js';
import { reputationPart } from './reputation-part.js';
import { reputation } from './reputation.js';
import { requestId } from './request-id.js';
import { requesterAccount } from './requester-account.js';
import { requesterAssumed } from './requester-assumed.js';
import { requesterDiffers } from './requester-differs.js';
import { responseAction } from './response-action.js';
import { sinceUnblockMs } from './since-unblock-ms.js';
import { textContactCounts, textContacts } from './text-contacts.js';
import { textLengths } from './text-length.js';
import { textLinkCounts, textLinks } from './text-links.js';
import { textScripts } from './text-scripts.js';
import { textTerms } from './text-terms.js';
import { textsTooLong } from './text-too-long.js';
import { remark, tagName } from './text-whole.js';
import { toAccount } from './to-account.js';

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
