import { expect, test } from 'vitest';
import { configure } from './configuration.ts';

const values = {
  LYTT_BACKLOG_URL: 'https://lytt.example',
  LYTT_ISSUER: 'https://login.example',
  LYTT_CLIENT_ID: 'lytt',
  LYTT_AUDIENCE: 'lytt-backlog',
};

test('how long what was taken in is kept is a number of days, or as it comes', () => {
  expect(configure(values)).not.toHaveProperty('retentionDays');
  expect(configure({ ...values, LYTT_RETENTION_DAYS: '30' })).toMatchObject({ retentionDays: 30 });
  for (const wrong of ['0', '-1', '1.5', '10000', 'ninety'])
    expect(configure({ ...values, LYTT_RETENTION_DAYS: wrong }), wrong).toEqual({
      missing: [],
      wrong: ['LYTT_RETENTION_DAYS'],
    });
});
