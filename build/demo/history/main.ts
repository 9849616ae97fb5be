import { setPriority } from 'node:os';
import { z } from 'zod';
import { CHANNEL } from '../../../backlog/hints/listener.ts';
import { ALL_MARKS } from '../../../backlog/hints/marks.ts';
import { withService } from '../../commands/upkeep.ts';
import { historyUntil } from './plan.ts';
import { writeHistory } from './write.ts';

// The demo's made-up year, as a process of its own: nobody waits for it, and it lets everybody else go first.
const { LYTT_HISTORY_UNTIL: until } = z
  .object({ LYTT_HISTORY_UNTIL: z.coerce.number().int().positive() })
  .parse(process.env);
const LOW = 10;

setPriority(LOW);
process.stdout.write(`${JSON.stringify({ ready: true, url: '' })}\n`);
await withService(async (service) => {
  await writeHistory(service, historyUntil(until));
  // The service that runs did not do it itself: it is told, and tells those who follow.
  await service.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, ALL_MARKS]);
});
