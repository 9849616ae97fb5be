/**
 * What the statistics find and miss, on made series whose truth is known: node build/run.mjs build/evaluate/statistics.ts.
 * The same seed gives the same figures. Takes about a minute.
 */
import { knownRate, learntRate, manyThemes } from './outbreaks.ts';
import type { Made } from './series.ts';
import { recurrences, verdicts } from './verdicts.ts';

const SEED = 20260725;

function main(): void {
  rises();
  families();
  effects();
  returns();
}

/** A rise of +100 %: how soon it is found, beside the false alarms. */
function rises(): void {
  title(
    'A planted rise of +100 %',
    'found within 2 weeks | in week 1, 2, 3, 4 | false alarms per 100 theme-weeks',
  );
  for (const [mean, dispersion] of [
    [10, 1],
    [10, 2],
    [5, 1],
    [20, 1],
  ] as const) {
    const found = knownRate({ seed: SEED, runs: 30_000, mean, factor: 2, dispersion });
    row(`known rate, ${mean} a week, dispersion ${dispersion}`, foundWords(found));
  }
  const cases: readonly (readonly [string, number, Made])[] = [
    ['12 weeks of history', 12, { mean: 10, dispersion: 1 }],
    ['26 weeks of history', 26, { mean: 10, dispersion: 1 }],
    ['52 weeks of history', 52, { mean: 10, dispersion: 1 }],
    ['52 weeks, dispersion 2', 52, { mean: 10, dispersion: 2 }],
    ['12 weeks, dispersion 3', 12, { mean: 10, dispersion: 3 }],
    ['52 weeks, 2 a week', 52, { mean: 2, dispersion: 1 }],
    ['52 weeks, 40 a week, dispersion 2', 52, { mean: 40, dispersion: 2 }],
    [
      '156 weeks with trend and season',
      156,
      { mean: 10, dispersion: 1, trend: 0.003, season: 0.3 },
    ],
    ['52 weeks, season not told apart', 52, { mean: 10, dispersion: 1, season: 0.3 }],
    ['52 weeks, a past outbreak of 4 weeks', 52, { mean: 10, dispersion: 1, factor: outbreak }],
    ['52 weeks, dispersion 2, weeks linked 0.5', 52, { mean: 10, dispersion: 2, link: 0.5 }],
  ];
  for (const [name, history, made] of cases)
    row(
      `learnt: ${name}`,
      foundWords(learntRate({ seed: SEED, runs: 3000, history, made, factor: 2 })),
    );
  for (const mean of [1, 2, 5]) {
    const made = { mean, dispersion: 1, factor: (week: number) => (week < 30 ? 0 : 1) };
    const found = learntRate({ seed: SEED, runs: 900, history: 26, made, factor: 1 });
    row(`learnt: never heard before, now ${mean} a week`, foundWords(found));
  }
}

function outbreak(week: number): number {
  return week >= 20 && week < 24 ? 3 : 1;
}

/** What is marked across themes. */
function families(): void {
  title(
    '200 themes in one week, 52 weeks of history, dispersion 1.3',
    'marked a week | part of them wrong | part of the risen found',
  );
  for (const risen of [0, 5, 20]) {
    const { marked, wrong, found } = manyThemes({ seed: SEED, runs: 25, themes: 200, risen });
    row(`${risen} doubled two weeks ago`, [
      marked.toFixed(2),
      part(wrong),
      risen === 0 ? '-' : part(found),
    ]);
  }
}

/** What the verdict says by true effect and weeks of data. */
function effects(): void {
  title(
    'Verdicts, 10 a week, slight trend',
    'interval holds the effect | helped | no clear change | worse | too little data',
  );
  for (const [before, after] of [
    [6, 4],
    [12, 8],
    [26, 12],
    [52, 26],
    [104, 26],
  ] as const)
    for (const dispersion of [1, 2])
      for (const effect of [1, 0.7, 0.5, 0.2, 1.5]) {
        const season = before === 104 ? 0.2 : 0;
        const made = { mean: 10, dispersion, trend: 0.001, season };
        const found = verdicts({ seed: SEED, runs: 500, before, after, made, effect });
        row(`${before} + ${after} weeks, dispersion ${dispersion}, effect ${effect}`, [
          part(found.covered),
          part(found.helped),
          part(found.no_clear_change),
          part(found.worse),
          part(found.too_little_data),
        ]);
      }
  title(
    'Weeks that hang together, 20 a week, dispersion 2, effect 0.6',
    'interval holds the effect | helped',
  );
  for (const link of [0.3, 0.6])
    for (const [before, after] of [
      [26, 12],
      [104, 26],
    ] as const) {
      const made = { mean: 20, dispersion: 2, link, trend: 0.001 };
      const found = verdicts({ seed: SEED, runs: 500, before, after, made, effect: 0.6 });
      row(`${before} + ${after} weeks, link ${link}`, [part(found.covered), part(found.helped)]);
    }
}

/** What is reopened after a release that helped. */
function returns(): void {
  title(
    'After a halving, judged after 12 weeks, looked at each week for a year',
    'reopened | median week',
  );
  for (const dispersion of [1, 2])
    for (const [name, back] of [
      ['stays', 1],
      ['is back in full', 2],
    ] as const) {
      const made = { mean: 10, dispersion };
      const released = { seed: SEED, runs: 300, before: 26, after: 12, made, effect: 0.5 };
      const { reopened, medianWeek } = recurrences({ ...released, back });
      row(`${name}, dispersion ${dispersion}`, [part(reopened), String(medianWeek ?? '-')]);
    }
}

function foundWords({
  withinTwo,
  byWeek,
  falsePerHundred,
}: ReturnType<typeof knownRate>): string[] {
  return [part(withinTwo), byWeek.slice(0, 4).map(part).join(' '), falsePerHundred.toFixed(2)];
}

function title(name: string, columns: string): void {
  process.stdout.write(`\n${name}\n${columns}\n`);
}

function row(name: string, values: readonly string[]): void {
  process.stdout.write(`  ${name.padEnd(48)} ${values.join(' | ')}\n`);
}

function part(value: number): string {
  return value.toFixed(3);
}

main();
