import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { startInMemory } from '../support/service.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly query: string }[] };
}

const read = (path: string) => readFileSync(path, 'utf8');
const groups: { groups: readonly { rules: readonly Rule[] }[] } = parse(
  read('deploy/alerts/friendgate.rules.yaml'),
);
const rules = groups.groups.flatMap((group) => group.rules);
const dashboard: Dashboard = JSON.parse(read('deploy/alerts/friendgate.dashboard.json'));
const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** Names of metrics in an expression; Prometheus makes those of a histogram of its name. */
function metricsIn(expression: string): readonly string[] {
  const names = expression.match(/\b(?:friendgate|process|nodejs)_[a-z0-9_]+/g) ?? [];
  return names.map((name) => name.replace(/_(bucket|sum|count)$/, ''));
}

describe('alert rules and dashboard', () => {
  it('name metrics that a service has, and nothing else', async () => {
    const service = await startInMemory();
    try {
      const text = await (await fetch(`${service.consoleUrl}/metrics`)).text();
      const served = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
      const named = [...rules.map(({ expr }) => expr), ...expressions].flatMap(metricsIn);
      expect(named.filter((name) => !served.has(name))).toEqual([]);
      expect(new Set(named).size).toBeGreaterThan(15);
      for (const { query } of dashboard.templating.list)
        expect(served).toEqual(new Set([...served, ...metricsIn(query)]));
      for (const { alert, expr } of rules) {
        expect([alert, expr === 'up{job="friendgate"} == 0' || metricsIn(expr).length > 0]).toEqual([
          alert,
          true,
        ]);
      }
    } finally {
      await service.close();
    }
  });

  it('have a row each in the handbook, and a severity', () => {
    const page = read('docs/handbook/alerts.md');
    const rows = [...page.matchAll(/^\| `(Friendgate\w+)`/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(rules.map(({ alert }) => alert)));
    expect(rows).toHaveLength(rules.length);
    for (const { alert, labels, annotations } of rules) {
      expect([alert, ['page', 'ticket'].includes(labels.severity)]).toEqual([alert, true]);
      expect(annotations.summary).not.toBe('');
      expect(annotations.runbook).toMatch(/^docs\/handbook\/[A-Za-z-]+\.md#/);
    }
  });

  it('show every metric of its own that a service has on the dashboard', async () => {
    const service = await startInMemory();
    try {
      const text = await (await fetch(`${service.consoleUrl}/metrics`)).text();
      const own = [...text.matchAll(/^# TYPE (friendgate_\S+) /gm)].map(([, name = '']) => name);
      const shown = new Set(expressions.flatMap(metricsIn));
      expect(own.filter((name) => !shown.has(name))).toEqual([]);
    } finally {
      await service.close();
    }
  });
});
