import { z } from 'zod';
import { Decision, Observation, Review, Revision } from '../../shared/domain/observation.ts';
import { Operation } from '../../shared/domain/operation.ts';
import { Tags } from '../../shared/domain/tags.ts';
import { Insight, Reply, Theme } from '../../shared/domain/theme.ts';
import { HINTS_PATH, Hint, HintEnd } from '../../shared/protocol/hints.ts';
import { PersonExport } from '../../shared/protocol/person-export.ts';
import {
  BODY_LIMIT,
  Change,
  FeedQuery,
  FeedResponse,
  OperationResult,
  Problem,
  PushRequest,
  PushResponse,
  SERVER_HEADER,
  SessionQuery,
  SessionResponse,
} from '../../shared/protocol/protocol.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../../shared/protocol/versions.ts';

/** Everything the protocol names, under its name. */
const named = {
  Change,
  Decision,
  FeedResponse,
  Hint,
  HintEnd,
  Insight,
  Observation,
  Operation,
  OperationResult,
  PersonExport,
  Problem,
  PushRequest,
  PushResponse,
  Reply,
  Review,
  Revision,
  SessionResponse,
  Tags,
  Theme,
};

const ref = (name: keyof typeof named) => ({ $ref: `#/components/schemas/${name}` });

/** Components as JSON Schema 2020-12, made from the schemas the service itself reads and writes by. */
function componentSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'input',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}

const header = {
  [SERVER_HEADER]: {
    description: 'The id of the service; with every answer of its own.',
    schema: { type: 'string' },
  },
};

const json = (description: string, schema: object) => ({
  description,
  headers: header,
  content: { 'application/json': { schema } },
});

const problem = (description: string) => json(description, ref('Problem'));

const refusals = {
  '426': problem('A version of the protocol that the service does not speak.'),
  '401': problem('No token, or one that does not hold.'),
  '403': problem('The person has no role here.'),
  '503': problem('Not ready, or the issuer of tokens can not be reached. Try again later.'),
};

/** Which service a request is meant for. */
const meant = {
  name: SERVER_HEADER,
  in: 'header',
  required: false,
  schema: { type: 'string' },
} as const;

/** Which version of the protocol it is in. */
const spoken = {
  name: PROTOCOL_HEADER,
  in: 'header',
  required: false,
  schema: { type: 'integer' },
} as const;

function parametersOf(query: z.ZodType) {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' });
  const named = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));
  return [...named, meant, spoken];
}

const otherServer = problem('Meant for another service. Nothing was done.');

/** What the service offers, for those who build on it. */
export const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'Lytt: the improvement backlog',
    version: String(PROTOCOL.max),
    description:
      'Between the Lytt app and its service. Operations are applied once each, however often they are sent; the change feed skips nothing within a scope.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ bearer: [] }],
  paths: {
    '/v1/operations': {
      post: {
        operationId: 'pushOperations',
        summary: 'Hand over what a person has done.',
        description: `One result for each operation, in their order. A body of at most ${BODY_LIMIT} bytes.`,
        parameters: [meant, spoken],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                allOf: [
                  ref('PushRequest'),
                  {
                    type: 'object',
                    properties: { operations: { type: 'array', items: ref('Operation') } },
                  },
                ],
              },
            },
          },
        },
        responses: {
          '200': json('What became of each.', ref('PushResponse')),
          '400': problem('The request can not be read; `field` says where.'),
          '409': otherServer,
          '413': problem('Too many operations, or too large.'),
          ...refusals,
        },
      },
    },
    '/v1/changes': {
      get: {
        operationId: 'readChanges',
        summary: "Follow what changes in one's scopes.",
        parameters: parametersOf(FeedQuery),
        responses: {
          '200': json('The next changes and where to go on.', ref('FeedResponse')),
          '400': problem('The query can not be read.'),
          '409': problem(
            'The cursor is of another service, of a time the database has lost, or too old: its code says which.',
          ),
          ...refusals,
        },
      },
    },
    '/v1/person/export': {
      get: {
        operationId: 'exportPerson',
        summary: 'All that the service holds of the bearer, and nothing of anybody else.',
        parameters: [meant, spoken],
        responses: {
          '200': json('Everything kept under her name.', ref('PersonExport')),
          '409': otherServer,
          ...refusals,
        },
      },
    },
    '/v1/session': {
      get: {
        operationId: 'readSession',
        summary: 'Who the service takes the bearer for; records that she works in her unit.',
        parameters: parametersOf(SessionQuery),
        responses: {
          '200': json('Roles and unit.', ref('SessionResponse')),
          '409': otherServer,
          ...refusals,
        },
      },
    },
    [HINTS_PATH]: {
      get: {
        operationId: 'followHints',
        summary: "Hear that something has changed in one's scopes, as soon as it has.",
        description:
          'Server-sent events: `ready` once, then `hint` with a Hint, at the end `end` with a HintEnd; a comment at least every 15 seconds. What has changed is found by readChanges; a hint may be lost.',
        parameters: [meant, spoken],
        responses: {
          '200': {
            description: 'The stream, for as long as the token holds.',
            headers: header,
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          '409': otherServer,
          ...refusals,
        },
      },
    },
  },
  components: {
    schemas: componentSchemas(),
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
} as const;
