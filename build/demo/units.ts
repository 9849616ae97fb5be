/** A unit of the demo, as the backlog service is told of it. */
export interface DemoUnit {
  readonly number: string;
  readonly name: string;
  /** The unit above, which sees reviews that have waited too long; null at the top. */
  readonly above: string | null;
}

export const demoUnits: readonly DemoUnit[] = [
  { number: '4000', name: 'Eksempelfylke', above: null },
  { number: '4100', name: 'Eksempelvik', above: '4000' },
];

export const unitNames: ReadonlyMap<string, string> = new Map(
  demoUnits.map((unit) => [unit.number, unit.name]),
);
