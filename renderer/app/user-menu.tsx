import { ActionMenu } from '@navikt/ds-react/ActionMenu';
import type { Role } from '../../shared/domain/roles.ts';
import { shellMessages } from '../../shared/i18n/shell.ts';
import type { Person, Settings } from '../../shared/view/session.ts';
import { call } from '../bridge.ts';
import { forgetWords } from '../features/gate/known-words.ts';
import { errorText, useTranslate } from '../state/i18n.ts';
import { say } from '../state/notices.ts';
import { usePreferences } from '../state/preferences.ts';
import { navigate, paths } from '../state/route.ts';
import { useSession } from '../state/session.ts';

const languages: readonly { readonly value: Settings['language']; readonly name: string }[] = [
  { value: 'nb', name: 'Bokmål' },
  { value: 'nn', name: 'Nynorsk' },
  { value: 'en', name: 'English' },
];
const looks = [
  { value: 'system', name: 'lookSystem' },
  { value: 'light', name: 'lookLight' },
  { value: 'dark', name: 'lookDark' },
] as const;
const roleKeys = {
  caseworker: 'roleCaseworker',
  supervisor: 'roleSupervisor',
  deputy: 'roleDeputy',
  product: 'roleProduct',
} as const satisfies Record<Role, string>;

/** The menu hands back a string; only one of those offered is taken. */
function choose<V extends string>(
  offered: readonly { readonly value: V }[],
  value: string,
  take: (value: V) => Promise<void>,
): void {
  const chosen = offered.find((one) => one.value === value);
  if (chosen !== undefined) void take(chosen.value);
}

/** Does it, and says what went wrong if it did not. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    say(errorText(usePreferences.getState().language)(error));
  }
}

/** Shown at once; the app keeps it. If it can't, the page goes back to what holds. */
async function change(settings: Partial<Settings>): Promise<void> {
  const before = usePreferences.getState();
  usePreferences.setState(settings);
  await attempt(async () => {
    try {
      usePreferences.setState(await call('settings.set', settings));
    } catch (error) {
      usePreferences.setState(before);
      throw error;
    }
  });
}

/** One's unit, and behind it language, look, keys, and who one is. */
export function UserMenu({ person }: { readonly person: Person }) {
  const t = useTranslate(shellMessages);
  const { demoPeople } = useSession();
  const { language, theme, singleKeys } = usePreferences();
  const place = person.unit === null ? person.name : `${person.unit} ${person.unitName ?? ''}`;
  const describe = ({ name, roles, unit }: Person) =>
    [name, ...roles.map((role) => t(roleKeys[role])), unit ?? ''].filter(Boolean).join(', ');

  return (
    <ActionMenu>
      <ActionMenu.Trigger>
        <button type="button" className="header__item header__user">
          <span className="header__place">{place.trim()}</span>
          <span className="header__initials" aria-hidden>
            {person.unit ?? person.name.slice(0, 1)}
          </span>
          <span className="visually-hidden">, {t('userMenu', { name: person.name })}</span>
        </button>
      </ActionMenu.Trigger>
      <ActionMenu.Content align="end" className="user-menu">
        <ActionMenu.Label>{describe(person)}</ActionMenu.Label>
        {demoPeople.length > 0 && (
          <ActionMenu.RadioGroup
            label={t('switchTo')}
            value={person.id}
            onValueChange={(personId: string) =>
              void attempt(() => call('session.switchTo', { personId }))
            }
          >
            {demoPeople.map((other) => (
              <ActionMenu.RadioItem key={other.id} value={other.id}>
                {describe(other)}
              </ActionMenu.RadioItem>
            ))}
          </ActionMenu.RadioGroup>
        )}
        <ActionMenu.RadioGroup
          label={t('language')}
          value={language}
          onValueChange={(value: string) =>
            choose(languages, value, (language) => change({ language }))
          }
        >
          {languages.map(({ value, name }) => (
            <ActionMenu.RadioItem key={value} value={value} lang={value}>
              {name}
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
        <ActionMenu.RadioGroup
          label={t('look')}
          value={theme}
          onValueChange={(value: string) => choose(looks, value, (theme) => change({ theme }))}
        >
          {looks.map(({ value, name }) => (
            <ActionMenu.RadioItem key={value} value={value}>
              {t(name)}
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
        <ActionMenu.Group label={t('keys')}>
          <ActionMenu.CheckboxItem
            checked={singleKeys}
            onCheckedChange={() => void change({ singleKeys: !singleKeys })}
          >
            {t('singleKeys')}
          </ActionMenu.CheckboxItem>
        </ActionMenu.Group>
        <ActionMenu.Divider />
        <ActionMenu.Item onSelect={() => navigate(paths.stored)}>{t('stored')}</ActionMenu.Item>
        <ActionMenu.Item
          onSelect={() =>
            void attempt(async () => say(t('forgotWords', { count: await forgetWords() })))
          }
        >
          {t('forgetWords')}
        </ActionMenu.Item>
        <ActionMenu.Item onSelect={() => void attempt(() => call('session.signOut', {}))}>
          {t('signOut')}
        </ActionMenu.Item>
      </ActionMenu.Content>
    </ActionMenu>
  );
}
