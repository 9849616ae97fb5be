import { join } from 'node:path';
import { ensurePage } from '../page/page.ts';
import { portNear } from '../support/ports.ts';
import { programFor, startApp } from './app-part.ts';
import type { Options } from './arguments.ts';
import { AUDIENCE, CLIENT_ID, peopleSetting, unitsSetting } from './demo.ts';
import type { Ending } from './ending.ts';
import { demoHistory, startHistory } from './history.ts';
import { homeFolder } from './home.ts';
import { runOneStart } from './one-start.ts';
import { say } from './print.ts';
import type { LauncherRecord } from './record.ts';

const HOST = '127.0.0.1';

/** The whole product with a demo unit. Resolves with the exit code. */
export function runDemo(options: Options, ending: Ending): Promise<number> {
  const home = homeFolder('demo');
  return runOneStart(home, options, ending, async (stage, record) => {
    const history = demoHistory(home, !options.empty, Date.now());
    const program = programFor(options);
    const page = ensurePage(say);
    page.catch(() => undefined);
    const ports = await choosePorts(record, options.port);
    const issuerUrl = `http://${HOST}:${ports.issuer}`;
    const backlogUrl = `http://${HOST}:${ports.backlog}`;
    let database = '';

    const postgres = stage.start({
      id: 'postgres',
      name: 'PostgreSQL',
      script: 'build/launcher/postgres.ts',
      environment: () => ({ LYTT_HOME: home }),
      last: true,
      onOver: goOnWithout,
      onAgain: ({ url }) => {
        if (url === database) return;
        database = url;
        void backlog.restart();
      },
    });
    const issuer = stage.start({
      id: 'issuer',
      name: 'the development issuer',
      script: 'build/issuer/main.ts',
      environment: () => ({
        LYTT_ISSUER_FOLDER: join(home, 'issuer'),
        LYTT_ISSUER: issuerUrl,
        LYTT_CLIENT_ID: CLIENT_ID,
        LYTT_AUDIENCE: AUDIENCE,
        HOST,
        PORT: String(ports.issuer),
      }),
      onOver: goOnWithout,
    });
    database = (await postgres.ready).url;
    const backlog = stage.start({
      id: 'backlog',
      name: 'the backlog service',
      script: 'backlog/main.ts',
      environment: () => ({
        DATABASE_URL: database,
        LYTT_ISSUER: issuerUrl,
        LYTT_AUDIENCE: AUDIENCE,
        LYTT_UNITS: unitsSetting(),
        HOST,
        PORT: String(ports.backlog),
      }),
      onOver: goOnWithout,
    });
    await Promise.all([issuer.ready, backlog.ready, page]);

    await startApp(stage, record, ending, {
      home,
      options,
      electron: await program,
      port: ports.app,
      backlogUrl,
      issuerUrl,
      settings: {
        LYTT_BACKLOG_URL: backlogUrl,
        LYTT_ISSUER: issuerUrl,
        LYTT_CLIENT_ID: CLIENT_ID,
        LYTT_AUDIENCE: AUDIENCE,
        LYTT_DEMO: peopleSetting(),
        LYTT_KEYS: 'file',
      },
    });
    startHistory(stage, history, () => database, say);
  });
}

function goOnWithout(): void {
  say('Lytt goes on without it: what you save is kept. To try again, stop Lytt and start it anew.');
}

async function choosePorts(record: LauncherRecord, wanted: number | null) {
  const { ports } = record;
  const issuer = await portNear(ports.issuer, 'the development issuer', say);
  record.setPort('issuer', issuer);
  const backlog = await portNear(ports.backlog, 'the backlog service', say);
  record.setPort('backlog', backlog);
  const app = await portNear(wanted ?? ports.app, 'the app', say);
  // One that was asked for is for this start alone.
  if (wanted === null) record.setPort('app', app);
  return { issuer, backlog, app };
}
