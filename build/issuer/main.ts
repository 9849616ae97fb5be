import { z } from 'zod';
import { startIssuer } from './server.ts';

const Environment = z.object({
  LYTT_ISSUER_FOLDER: z.string().min(1),
  LYTT_ISSUER: z.url(),
  PORT: z.coerce.number().int().min(1).max(65_535),
  HOST: z.string().default('127.0.0.1'),
  LYTT_CLIENT_ID: z.string().min(1),
  LYTT_AUDIENCE: z.string().min(1),
});

const environment = Environment.parse(process.env);
const issuer = await startIssuer({
  folder: environment.LYTT_ISSUER_FOLDER,
  host: environment.HOST,
  port: environment.PORT,
  issuer: environment.LYTT_ISSUER,
  clientId: environment.LYTT_CLIENT_ID,
  audience: environment.LYTT_AUDIENCE,
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void issuer.stop().then(() => process.exit(0));
  });
process.stdout.write(`${JSON.stringify({ ready: true, url: issuer.url })}\n`);
