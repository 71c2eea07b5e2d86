import { componentNames, type Question } from '../../../../moderation/model/question.js';
import { Unknown, type Reading } from '../../../../moderation/model/reading.js';
import { EVENT_RETENTION_MS } from '../../../../moderation/state/event-retention.js';
import { DAY_MS, dayOf, HORIZON_DAYS, pointsOf, scoreOf } from '../../../../moderation/state/reputation.js';
import type { Gathering, RateSpec, StateEvent } from '../../../../moderation/state/state.js';
import { readDays, readLabels } from './script-replies.js';
import type { CounterSeries, SeriesTable } from './series-table.js';

/** The reply to one event of a gathering, and what it is read by. */
export interface ReadContext {
  readonly gathering: Pick<Gathering, 'rates' | 'reputation'>;
  readonly event: StateEvent;
  readonly table: SeriesTable;
  /** Milliseconds: the time as of which the script read. */
  readonly now: number;
  /** Some replica lags behind: counts may lack its events. */
  readonly lagging: boolean;
  /** Gives the replies, one after the other, in the order of the questions. */
  readonly next: () => unknown;
}

/** Makes a reading of the reply to a question. */
export function decodeReading(question: Question, context: ReadContext): Reading {
  const { gathering, now, next } = context;
  switch (question.kind) {
    case 'rate':
      return decodeRate(question.rate, context);
    case 'reputation': {
      const days = readDays(next(), now);
      return incompleteReputation(context) ?? scoreOf(days, dayOf(now), gathering.reputation);
    }
    case 'reputationPart': {
      const days = readDays(next(), now)[componentNames.indexOf(question.part)] ?? [];
      return incompleteReputation(context) ?? pointsOf(days, question.part, dayOf(now), gathering.reputation);
    }
    case 'labels': {
      const reply = next();
      return incomplete(context, 'label', now - EVENT_RETENTION_MS + 1) ?? readLabels(reply, now);
    }
    case 'sinceUnblock': {
      const at = next();
      const unknown = incomplete(context, 'unblock', now - EVENT_RETENTION_MS + 1);
      if (unknown !== null) return unknown;
      if (at === null || Number(at) <= now - EVENT_RETENTION_MS) return null;
      // A faster clock may have recorded it.
      return Math.max(0, now - Number(at));
    }
  }
}

function decodeRate(index: number, context: ReadContext): Reading {
  const { gathering, event, table, now, next } = context;
  const rate = gathering.rates[index];
  if (rate === undefined) return Unknown.because('failed');
  const counter = counterForRate(gathering.rates, index, event.at, table);
  if (counter === null) return Unknown.because('rebuilding');
  if (lacksDimension(event, counter)) return null;
  const count = Number(next());
  if (count >= rate.saturateAt) return rate.saturateAt;
  return incomplete(context, counter.name, now - rate.withinMs + 1) ?? count;
}

function incompleteReputation(context: ReadContext): Unknown | null {
  return incomplete(context, 'reputation', (dayOf(context.now) - HORIZON_DAYS + 1) * DAY_MS);
}

/** Why a series cannot answer for the time since a moment; `null` when it can. */
function incomplete({ lagging, table }: ReadContext, series: string, from: number): Unknown | null {
  if (lagging) return Unknown.because('state');
  return table.completeSince(series) > from ? Unknown.because('rebuilding') : null;
}

/** Among the counters that cover a rate, a complete one; else any. */
export function counterForRate(
  rates: readonly RateSpec[],
  index: number,
  at: number,
  table: SeriesTable,
): CounterSeries | null {
  const covering = table.countersFor(rates)[index] ?? [];
  const from = at - (rates[index]?.withinMs ?? 0) + 1;
  return covering.find(({ completeFrom }) => completeFrom <= from) ?? covering[0] ?? null;
}

function lacksDimension(event: StateEvent, counter: CounterSeries): boolean {
  return event.clientAddress === null && counter.by.includes('clientAddress');
}
