import type { z } from 'zod';
import type { answerSchema } from '../callbacks/wire.js';

/** One request of ours, and what came of it. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly text: string;
      /** `null`: the body is no answer of the protocol. */
      readonly answer: z.infer<typeof answerSchema> | null;
      readonly ms: number;
    }
  | { readonly kind: 'unanswered'; readonly why: string; readonly ms: number };

/** An exchange for people, and whether the platform would have heeded the answer. */
export function formatExchange(exchange: Exchange): { readonly text: string; readonly isRight: boolean } {
  const took = `${exchange.ms.toFixed(1)} ms`;
  if (exchange.kind === 'unanswered') {
    return {
      isRight: false,
      text: `no answer (${took}): ${exchange.why}. Is the service running at this URL?`,
    };
  }
  const { status, answer: read } = exchange;
  if (read === null) {
    const body = exchange.text.length > 300 ? `${exchange.text.slice(0, 300)} …` : exchange.text;
    return {
      isRight: false,
      text: `HTTP ${status} (${took}): no answer of the protocol, so the platform would let everything pass.\n${body}`,
    };
  }
  const head = `HTTP ${status} (${took}): ${read.status} ${read.code}${read.why === '' ? '' : ` ${read.why}`}`;
  if (status !== 200) {
    return {
      isRight: false,
      text: `${head}\nThe platform would take this for a failure and let everything pass.`,
    };
  }
  return { isRight: true, text: [head, ...linesOf(read.items ?? [])].join('\n') };
}

function linesOf(
  items: readonly { readonly toAccount: string; readonly code: number; readonly why: string }[],
): string[] {
  if (items.length === 0) return [];
  const rows = items.map(({ toAccount, code, why }) => [
    escapeControls(toAccount),
    code === 0 ? 'allow' : 'deny',
    String(code),
    escapeControls(why),
  ]);
  const all = [['to', 'verdict', 'code', 'info'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

/** Writes characters that control a terminal as escapes. */
function escapeControls(text: string): string {
  const escapeOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replaceAll(/[\p{C}\u2028\u2029]/gu, (character) => character.split('').map(escapeOf).join(''));
}
