import { beforeEach, describe, expect, test } from 'vitest';
import { quiet } from '../../tests/desktop/app-double.ts';
import { freshElectron, type Menu, Tray } from '../../tests/desktop/electron-double.ts';
import { desktopText } from './language.ts';
import { makeTray, queueLine } from './tray.ts';

beforeEach(freshElectron);

const languages = ['nb', 'nn', 'en'] as const;

function made() {
  const did: string[] = [];
  const tray = makeTray({
    icon: '/x/icons/tray.png',
    onOpen: () => did.push('open'),
    onQuit: () => did.push('quit'),
  });
  const [double] = Tray.all;
  return { tray, double, did };
}

function press(menu: Menu | null | undefined, label: string): void {
  const item = menu?.template.find((found) => found.label === label);
  if (item?.click === undefined) throw new Error(`nothing to press called ${label}`);
  item.click(...([] as unknown as Parameters<typeof item.click>));
}

describe('the line of the queue', () => {
  test.each([
    ['nb', 'Alt er sendt', '2 er satt til side, 1 venter på å bli sendt'],
    ['nn', 'Alt er sendt', '2 er sette til side, 1 ventar på å bli send'],
    ['en', 'Everything is sent', '2 set aside, 1 waiting to be sent'],
  ] as const)('in %s', (language, empty, full) => {
    const t = desktopText(language);
    expect(queueLine(quiet, t)).toBe(empty);
    expect(queueLine({ ...quiet, waiting: 1, setAside: 2 }, t)).toBe(full);
  });

  test.each(languages)('never says that all is sent while something is not (%s)', (language) => {
    const t = desktopText(language);
    for (const counts of [
      { ...quiet, waiting: 1 },
      { ...quiet, setAside: 1 },
    ])
      expect(queueLine(counts, t)).not.toContain(t('allSent'));
  });
});

describe('the icon', () => {
  test.each(languages)('has a menu of its own in %s', (language) => {
    const { tray, double } = made();
    const t = desktopText(language);
    tray?.update({ ...quiet, waiting: 3 }, t);
    expect(double?.menu?.template.map(({ label, type }) => label ?? type)).toEqual([
      t('open'),
      t('waiting', { count: 3 }),
      'separator',
      t('quit'),
    ]);
    expect(double?.toolTip).toBe(`Lytt: ${t('waiting', { count: 3 })}`);
  });

  test('says nothing of a queue where nobody is signed in', () => {
    const { tray, double } = made();
    tray?.update(null, desktopText('nb'));
    expect(double?.toolTip).toBe('Lytt');
    expect(double?.menu?.template.map(({ label }) => label)).toEqual([
      'Åpne Lytt',
      undefined,
      'Avslutt Lytt',
    ]);
  });

  test('opens and quits', () => {
    const { tray, double, did } = made();
    tray?.update(quiet, desktopText('nb'));
    double?.emit('click');
    press(double?.menu, 'Åpne Lytt');
    press(double?.menu, 'Avslutt Lytt');
    expect(did).toEqual(['open', 'open', 'quit']);
  });

  test('goes when it is told to', () => {
    const { tray, double } = made();
    tray?.destroy();
    expect(double?.destroyed).toBe(true);
  });

  test('is none where the system has no place for one', () => {
    Tray.available = false;
    expect(made().tray).toBeNull();
  });
});
