import { DAY_MS } from './reputation.js';

/** Events are kept for so many days, whatever the retention of decisions: counters reach 30 days back, and reputations 28. */
export const EVENT_RETENTION_DAYS = 35;
export const EVENT_RETENTION_MS = EVENT_RETENTION_DAYS * DAY_MS;
