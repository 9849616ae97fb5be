import { expect, test } from 'vitest';
import { configure } from './configuration.ts';

const values = {
  LYTT_BACKLOG_URL: 'https://lytt.example',
  LYTT_ISSUER: 'https://login.example',
  LYTT_CLIENT_ID: 'lytt',
  LYTT_AUDIENCE: 'lytt-backlog',
};

test('how long what was taken in is kept is a number of days, or as it comes', () => {
  const asItComes = { textDays: 90, undecidedDays: 365 };
  expect(configure(values)).toMatchObject({ retention: asItComes });
  expect(configure({ ...values, LYTT_RETENTION_DAYS: '30' })).toMatchObject({
    retention: { ...asItComes, textDays: 30 },
  });
  expect(configure({ ...values, LYTT_RETENTION_UNDECIDED_DAYS: '60' })).toMatchObject({
    retention: { ...asItComes, undecidedDays: 60 },
  });
  for (const wrong of ['0', '-1', '1.5', '10000', 'ninety'])
    expect(
      configure({
        ...values,
        LYTT_RETENTION_DAYS: wrong,
        LYTT_RETENTION_UNDECIDED_DAYS: wrong,
      }),
      wrong,
    ).toEqual({
      missing: [],
      wrong: ['LYTT_RETENTION_DAYS', 'LYTT_RETENTION_UNDECIDED_DAYS'],
    });
});
