import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';

const units = [
  { number: '4000', name: 'Over', parent: null, reviewLimitHours: 24 },
  { number: '4100', name: 'Under', parent: '4000', reviewLimitHours: 1.5 },
];
const good = {
  DATABASE_URL: 'postgres://lytt:hemmelig@db:5432/lytt',
  PORT: '8080',
  LYTT_ISSUER: 'https://login.example.com/tenant/v2.0',
  LYTT_AUDIENCE: 'api://lytt-backlog',
  LYTT_UNITS: JSON.stringify(units),
};

function faults(environment: Record<string, string | undefined>): readonly string[] {
  return readConfiguration({ ...good, ...environment }).faults ?? [];
}

test('everything it needs, from the environment', () => {
  expect(readConfiguration(good).configuration).toEqual({
    databaseUrl: good.DATABASE_URL,
    host: '127.0.0.1',
    port: 8080,
    issuer: good.LYTT_ISSUER,
    audience: good.LYTT_AUDIENCE,
    units,
    retention: { textDays: 90, insightDays: 90, undecidedDays: 365 },
    deadlines: { ownerDays: 7, decisionDays: 21 },
  });
  expect(readConfiguration({ ...good, HOST: '0.0.0.0' }).configuration?.host).toBe('0.0.0.0');
});

test('how long a theme may wait for an owner and a decision may be said, in days', () => {
  const given = { LYTT_OWNER_DAYS: '3', LYTT_DECISION_DAYS: '30' };
  expect(readConfiguration({ ...good, ...given }).configuration?.deadlines).toEqual({
    ownerDays: 3,
    decisionDays: 30,
  });
  for (const days of ['0', '-3', '1.5', 'snart', '1000'])
    expect(faults({ LYTT_OWNER_DAYS: days })).toEqual([
      'LYTT_OWNER_DAYS must be a number of days from 1 to 999',
    ]);
});

test('how long words are kept may be said, in days; what is wrong is named', () => {
  const given = { LYTT_RETENTION_DAYS: '30', LYTT_RETENTION_UNDECIDED_DAYS: '60' };
  expect(readConfiguration({ ...good, ...given }).configuration?.retention).toEqual({
    textDays: 30,
    insightDays: 90,
    undecidedDays: 60,
  });
  // Insights are never kept shorter than what they are made of.
  expect(
    readConfiguration({ ...good, LYTT_RETENTION_DAYS: '200' }).configuration?.retention,
  ).toEqual({ textDays: 200, insightDays: 200, undecidedDays: 365 });
  for (const days of ['0', '-3', '1.5', 'lenge', '4000'])
    expect(faults({ LYTT_RETENTION_DAYS: days, LYTT_RETENTION_INSIGHT_DAYS: days })).toEqual([
      'LYTT_RETENTION_DAYS must be a whole number of days from 1 to 3650',
      'LYTT_RETENTION_INSIGHT_DAYS must be a whole number of days from 1 to 3650',
    ]);
  expect(faults({ LYTT_RETENTION_INSIGHT_DAYS: '30' })).toEqual([
    'LYTT_RETENTION_INSIGHT_DAYS must not be less than LYTT_RETENTION_DAYS',
  ]);
  expect(faults({ LYTT_RETENTION_UNDECIDED_DAYS: '30' })).toEqual([
    'LYTT_RETENTION_UNDECIDED_DAYS must not be less than LYTT_RETENTION_DAYS',
  ]);
});

test('units may also lie in a file', () => {
  const read = (path: string) => {
    expect(path).toBe('/etc/lytt/units.json');
    return JSON.stringify(units);
  };
  const { configuration } = readConfiguration(
    { ...good, LYTT_UNITS: '/etc/lytt/units.json' },
    read,
  );
  expect(configuration?.units).toEqual(units);
  const broken = () => {
    throw new Error('no such file');
  };
  expect(readConfiguration({ ...good, LYTT_UNITS: '/nowhere' }, broken).faults).toEqual([
    'LYTT_UNITS is neither JSON nor the path of a file that can be read',
  ]);
});

test('all that is missing is named at once; blank is missing', () => {
  expect(readConfiguration({ PORT: ' ' }).faults).toEqual([
    'DATABASE_URL is missing',
    'PORT is missing',
    'LYTT_ISSUER is missing',
    'LYTT_AUDIENCE is missing',
    'LYTT_UNITS is missing',
  ]);
});

test.each([
  ['DATABASE_URL', 'mysql://hemmelig@db'],
  ['DATABASE_URL', 'db:5432'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['PORT', '-1'],
  ['LYTT_ISSUER', 'login.example.com'],
  ['LYTT_ISSUER', 'http://login.example.com'],
  ['LYTT_UNITS', '[]'],
  ['LYTT_UNITS', '[{"number":"41","name":"x","parent":null,"reviewLimitHours":1}]'],
  ['LYTT_UNITS', '[{"number":"4100","name":"x","parent":null,"reviewLimitHours":0}]'],
  ['LYTT_UNITS', '[{"number":"4100","name":"x","above":null,"reviewLimitHours":1}]'],
  ['LYTT_UNITS', '[{'],
])('%s of %s is wrong, and the value itself is not repeated', (name, value) => {
  const found = faults({ [name]: value });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^${name} `));
  expect(found[0]).not.toContain('hemmelig');
});

test('several that are wrong are named at once', () => {
  expect(faults({ PORT: 'x', LYTT_ISSUER: 'x', LYTT_AUDIENCE: '' })).toHaveLength(3);
});

test('an issuer on loopback may do without https', () => {
  for (const host of ['127.0.0.1:9001', 'localhost:9001', '[::1]:9001'])
    expect(faults({ LYTT_ISSUER: `http://${host}` })).toEqual([]);
});

test('units form a tree', () => {
  const unit = (number: string, parent: string | null) => ({
    number,
    name: number,
    parent,
    reviewLimitHours: 24,
  });
  const tree = (...list: object[]) => faults({ LYTT_UNITS: JSON.stringify(list) });
  expect(tree(unit('4100', null), unit('4100', null))).toEqual([
    'LYTT_UNITS names unit 4100 twice',
  ]);
  expect(tree(unit('4100', '4000'))).toEqual([
    'LYTT_UNITS puts unit 4100 under 4000, which is not in the list',
  ]);
  expect(tree(unit('4100', '4200'), unit('4200', '4100'))[0]).toMatch(/above itself$/);
});

test('the manifest for NAIS gives every variable, and asks at the addresses that answer', () => {
  const manifest = readFileSync(new URL('nais.yaml', import.meta.url), 'utf8');
  const given = [...manifest.matchAll(/- name: ([A-Z_]+)$/gm)].map(([, name]) => name);
  const database = /envVarPrefix: ([A-Z]+)$/m.exec(manifest)?.[1];
  expect([...given, `${database}_URL`].sort()).toEqual([...Object.keys(good), 'HOST'].sort());
  for (const path of ['/internal/isAlive', '/internal/isReady', '/metrics'])
    expect(manifest).toContain(`path: ${path}\n`);
});
