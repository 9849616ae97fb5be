import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts. Labels come from closed sets only: never an id, a person, a unit or a text. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  let streams = () => 0;
  new Gauge({
    name: 'lytt_hint_streams',
    help: 'Apps that are connected for hints.',
    registers,
    collect() {
      this.set(streams());
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: 'lytt_http_request_seconds',
      help: 'Time from a request to its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    operations: new Counter({
      name: 'lytt_operations_total',
      help: 'Operations that arrived, by what became of them.',
      labelNames: ['kind', 'outcome', 'code'],
      registers,
    }),
    findings: new Counter({
      name: 'lytt_gate_findings_total',
      help: 'Findings of the privacy gate: refused; kept by the author; confirmed by a supervisor to point to nobody.',
      labelNames: ['kind', 'severity', 'outcome'],
      registers,
    }),
    changes: new Counter({
      name: 'lytt_feed_changes_total',
      help: 'Changes handed out by the feed.',
      labelNames: ['kind'],
      registers,
    }),
    escalations: new Counter({
      name: 'lytt_escalations_total',
      help: 'Observations that waited too long for a review, by the level reached.',
      labelNames: ['level'],
      registers,
    }),
    expired: new Counter({
      name: 'lytt_retention_removed_total',
      help: 'What lost its words because they had been kept long enough.',
      labelNames: ['kind'],
      registers,
    }),
    retentionRun: new Gauge({
      name: 'lytt_retention_last_run_seconds',
      help: 'When this replica last ran the retention, in seconds since 1970; 0 where it has not.',
      registers,
    }),
    transactions: new Counter({
      name: 'lytt_transactions_retried_total',
      help: 'Transactions tried again because another one was in the way.',
      registers,
    }),
    hints: new Counter({
      name: 'lytt_hint_notifications_total',
      help: 'Notifications that came from the database for those who follow.',
      registers,
    }),
    /** `count` is asked whenever somebody looks. */
    followStreams(count: () => number) {
      streams = count;
    },
    ready: new Gauge({
      name: 'lytt_ready',
      help: '1 while the service is prepared to answer.',
      registers,
    }),
  };
}
