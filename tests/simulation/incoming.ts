import type { LightMyRequestResponse } from 'fastify';

/** A request as it comes to the service. */
export interface Incoming {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Called with the answer, or with null when the process ended over it. */
  readonly answered: (answer: Answered | null) => void;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function answerOf({ statusCode, headers, body }: LightMyRequestResponse): Answered {
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ),
    body,
  };
}

/** It fell over something: the request, or one operation of it, in an answer that is well otherwise. */
export function isOwnFault({ status, body }: Answered): boolean {
  return status >= 500 || body.includes('"code":"service.failed"');
}

/** What became of the operations, in short, for whoever reads the steps. */
export function resultsOf({ body }: Answered): string {
  const outcomes = [...body.matchAll(/"outcome":"(\w+)"(?:,"code":"([\w.]+)")?/g)];
  return outcomes.map(([, outcome, code]) => code ?? outcome).join(' ');
}
