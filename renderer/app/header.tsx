import { CheckmarkIcon, CloudSlashIcon, CloudUpIcon, MenuHamburgerIcon } from '@navikt/aksel-icons';
import { ActionMenu } from '@navikt/ds-react/ActionMenu';
import { Theme } from '@navikt/ds-react/Theme';
import { shellMessages } from '../../shared/i18n/shell.ts';
import type { Person } from '../../shared/view/session.ts';
import type { Counts } from '../../shared/view/sync.ts';
import { useTranslate } from '../state/i18n.ts';
import { menuFor, type NavName, navigate, paths, type RouteName } from '../state/route.ts';
import { RouteLink } from '../ui/route-link.tsx';
import { queueWords } from './queue-words.ts';
import { UserMenu } from './user-menu.tsx';

const queueIcons = { sent: CheckmarkIcon, moving: CloudUpIcon, held: CloudSlashIcon };

/** The one bar: where one may go, how the queue stands, who one is. */
export function Header({
  person,
  counts,
  current,
}: {
  readonly person: Person;
  readonly counts: Counts | undefined;
  readonly current: RouteName;
}) {
  const t = useTranslate(shellMessages);
  const here: RouteName = current === 'theme' ? 'themes' : current;
  const menu = menuFor(person.roles);
  const queue = counts === undefined ? null : queueWords(counts, t);
  const QueueIcon = queueIcons[queue?.kind ?? 'sent'];

  return (
    <Theme theme="dark" asChild hasBackground={false}>
      <header className="header">
        <a className="header__skip" href="#content">
          {t('skip')}
        </a>
        <RouteLink to={paths[menu[0] ?? 'sync']} className="header__name">
          Lytt
        </RouteLink>
        <nav className="header__nav" aria-label={t('navigation')}>
          {menu.map((name) => (
            <RouteLink
              key={name}
              to={paths[name]}
              className="header__item"
              aria-current={name === here ? 'page' : undefined}
            >
              {t(name)}
              <Count name={name} counts={counts} />
            </RouteLink>
          ))}
        </nav>
        <ActionMenu>
          <ActionMenu.Trigger>
            <button
              type="button"
              className="header__item header__burger"
              aria-label={`${t('menu')}: ${t(here)}`}
            >
              <MenuHamburgerIcon aria-hidden fontSize="1.5rem" />
              <span aria-hidden>{t(here)}</span>
            </button>
          </ActionMenu.Trigger>
          <ActionMenu.Content>
            <ActionMenu.Group aria-label={t('navigation')}>
              {menu.map((name) => (
                <ActionMenu.Item key={name} onSelect={() => navigate(paths[name])}>
                  {t(name)}
                  <Count name={name} counts={counts} />
                </ActionMenu.Item>
              ))}
            </ActionMenu.Group>
          </ActionMenu.Content>
        </ActionMenu>
        <div className="header__space" />
        {queue !== null && (
          <RouteLink
            to={paths.sync}
            className="header__item header__queue"
            aria-current={here === 'sync' ? 'page' : undefined}
          >
            <QueueIcon aria-hidden fontSize="1.25rem" />
            <span>{queue.text}</span>
          </RouteLink>
        )}
        <UserMenu person={person} />
      </header>
    </Theme>
  );
}

function Count({ name, counts }: { readonly name: NavName; readonly counts: Counts | undefined }) {
  const t = useTranslate(shellMessages);
  const count = name === 'inbox' ? counts?.inbox : name === 'review' ? counts?.review : 0;
  if (count === undefined || count === 0) return null;
  return (
    <span className="header__count" data-strong={name === 'inbox'}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">
        {t(name === 'inbox' ? 'unread' : 'toReview', { count })}
      </span>
    </span>
  );
}
