import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  approve,
  everyOperation,
  log,
  people,
  ServiceUnderTest,
} from '../../tests/support/backlog-service.ts';

const { kari, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

/** The parts of OpenAPI 3.1 that we use, strictly: what is not named here would be a mistake. */
const Media = z.strictObject({ 'application/json': z.strictObject({ schema: z.looseObject({}) }) });
const Answer = z.strictObject({
  description: z.string().min(1),
  headers: z.record(
    z.string(),
    z.strictObject({ description: z.string(), schema: z.looseObject({}) }),
  ),
  content: z.union([
    Media,
    z.strictObject({
      'text/event-stream': z.strictObject({ schema: z.looseObject({}) }),
    }),
  ]),
});
const OperationObject = z.strictObject({
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  summary: z.string().min(1),
  description: z.string().optional(),
  parameters: z
    .array(
      z.strictObject({
        name: z.string(),
        in: z.enum(['query', 'header', 'path']),
        required: z.boolean(),
        schema: z.looseObject({}),
      }),
    )
    .optional(),
  requestBody: z.strictObject({ required: z.boolean(), content: Media }).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), Answer),
});
const Document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(
    z.string().regex(/^\//),
    z.strictObject({ get: OperationObject.optional(), post: OperationObject.optional() }),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.literal('http') })),
  }),
});

async function served(): Promise<z.infer<typeof Document>> {
  const answer = await fetch(`${service.url}/openapi.json`);
  expect(answer.status).toBe(200);
  return Document.parse(await answer.json());
}

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}

async function validator() {
  const document = await served();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'https://lytt.example/openapi', ...document });
  return (name: string) => {
    const validate = ajv.compile({
      $ref: `https://lytt.example/openapi#/components/schemas/${name}`,
    });
    return (value: unknown) => (validate(value) ? null : validate.errors);
  };
}

test('the page is well-formed OpenAPI 3.1, every reference leads somewhere, every schema is valid', async () => {
  const document = await served();
  const names = Object.keys(document.components.schemas);
  const refs = references(document);
  expect(refs.length).toBeGreaterThan(20);
  for (const ref of refs)
    expect(names.map((name) => `#/components/schemas/${name}`)).toContain(ref);
  const ajv = new Ajv2020({ strict: false });
  for (const [name, schema] of Object.entries(document.components.schemas))
    expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
  const ids = Object.values(document.paths).flatMap(({ get, post }) =>
    [get?.operationId, post?.operationId].filter((id) => id !== undefined),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('it names every route under /v1, and each of those is there', async () => {
  const { paths } = await served();
  expect(Object.keys(paths)).toEqual([
    '/v1/operations',
    '/v1/changes',
    '/v1/person/export',
    '/v1/session',
    '/v1/hints',
  ]);
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods)) {
      const answer = await fetch(`${service.url}${path}`, { method: method.toUpperCase() });
      expect([path, answer.status]).toEqual([path, 401]);
    }
});

test('what the service takes and answers is as the page says', async () => {
  const schema = await validator();
  for (const operation of everyOperation()) expect(schema('Operation')(operation)).toBeNull();
  expect(schema('Operation')({ ...log('x'), unit: 'four' })).not.toBeNull();

  const logged = log('Noe å vise');
  const body = { protocol: 1, operations: [logged, { id: logged.id, kind: 'observation.revise' }] };
  expect(schema('PushRequest')(body)).toBeNull();
  const pushed = await service.request(kari, '/v1/operations', body);
  expect(schema('PushResponse')(await pushed.json())).toBeNull();
  await service.push(siri, [approve(logged)]);
  for (const person of [kari, siri, pia]) {
    const page = await service.feed(person);
    expect(page.changes.length).toBeGreaterThan(0);
    expect(schema('FeedResponse')(page)).toBeNull();
    const session = await service.request(person, '/v1/session');
    expect(schema('SessionResponse')(await session.json())).toBeNull();
  }
  const refused = await service.request(kari, '/v1/changes?limit=0');
  expect(schema('Problem')(await refused.json())).toBeNull();
  expect(schema('FeedResponse')({ serverId: 'x' })).not.toBeNull();
});
