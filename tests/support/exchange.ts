import { applyFeed } from '../../electron/store/feed.ts';
import { cursor } from '../../electron/store/meta.ts';
import { waitingHead } from '../../electron/store/outbox.ts';
import { settle } from '../../electron/store/settle.ts';
import { Operation } from '../../shared/domain/operation.ts';
import type { ModelService } from './model-service.ts';
import { demoPeople, type TestApp } from './test-app.ts';

/** What a person of the demo may follow, as the service has it. */
function scopesOf(personId: string): string[] {
  const person = demoPeople.find(({ id }) => id === personId);
  if (person === undefined) throw new Error(`${personId} is nobody of the demo`);
  const { roles, unit } = person;
  return [
    `person:${personId}`,
    'themes',
    ...(roles.includes('product') ? ['insights'] : []),
    ...(roles.includes('supervisor') && unit !== null ? [`unit:${unit}`] : []),
  ];
}

/** One round of sync with the model of the service, at once and without a network. */
export async function exchange(
  test: TestApp,
  service: ModelService,
  ...personIds: readonly string[]
): Promise<void> {
  for (const personId of personIds)
    await test.inStore(personId, (db) => {
      const at = new Date().toISOString();
      const waiting = waitingHead(db, 1000).map(({ body }) => Operation.parse(body));
      settle(db, service.push(personId, waiting), at);
      for (let more = true; more; ) {
        const page = service.changes(scopesOf(personId), cursor(db), 500);
        applyFeed(db, page, at);
        more = page.more;
      }
    });
}
