export interface Addresses {
  /** Lets one browser in. Null where the app has a window of its own. */
  readonly app: string | null;
  readonly backlog: string;
  readonly issuer: string;
}

export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The one thing on stdout: where Lytt is. */
export function printReady(addresses: Addresses, json: boolean): void {
  const { app, backlog, issuer } = addresses;
  if (json) process.stdout.write(`${JSON.stringify({ app, backlog, issuer })}\n`);
  else if (app === null) process.stdout.write('Lytt is ready in its own window\n');
  else process.stdout.write(`Lytt is ready at ${app}\n`);
}
