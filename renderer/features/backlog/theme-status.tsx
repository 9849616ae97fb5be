import {
  CheckmarkCircleIcon,
  ClockIcon,
  MagnifyingGlassIcon,
  MinusCircleIcon,
  PlusCircleIcon,
  TasklistIcon,
  WrenchIcon,
} from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { Tag } from '@navikt/ds-react/Tag';
import type { ComponentType } from 'react';
import type { ThemeStatus as Status, Theme } from '../../../shared/domain/theme.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { formatDay } from '../../ui/format-time.ts';
import type { Editing } from './use-editing.ts';

type Colour = 'neutral' | 'info' | 'success';

/** Icon and word say the status; the colour only repeats it. */
const looks: Readonly<
  Record<Status, { readonly Icon: ComponentType<{ 'aria-hidden': true }>; readonly colour: Colour }>
> = {
  new: { Icon: PlusCircleIcon, colour: 'neutral' },
  assessing: { Icon: MagnifyingGlassIcon, colour: 'info' },
  planned: { Icon: ClockIcon, colour: 'info' },
  in_progress: { Icon: WrenchIcon, colour: 'info' },
  released: { Icon: CheckmarkCircleIcon, colour: 'success' },
  measured: { Icon: TasklistIcon, colour: 'success' },
  declined: { Icon: MinusCircleIcon, colour: 'neutral' },
};

/** How far the theme has come, and for those who may, the way on: `editing` opens the form for it elsewhere. */
export function ThemeStatus({
  theme,
  editing,
}: {
  readonly theme: Theme;
  readonly editing: Editing | null;
}) {
  const t = useTranslate(themeMessages);
  const status = useTranslate(themeStatusMessages);
  const language = useLanguage();
  const { Icon, colour } = looks[theme.status];
  const now = Date.now();
  const { releaseDate } = theme;
  const done = theme.status === 'released' || theme.status === 'measured';
  const came = releaseDate !== null && releaseDate <= new Date(now).toISOString().slice(0, 10);
  const latest = theme.changes.findLast(({ patch }) => patch.status === theme.status);
  return (
    <section className="theme__status" aria-label={t('status')}>
      <div className="theme__status-line">
        <Tag variant="moderate" size="small" data-color={colour} icon={<Icon aria-hidden={true} />}>
          {status(theme.status)}
        </Tag>
        {releaseDate !== null && theme.status !== 'declined' && (done || !came) && (
          <span>
            {t(came ? 'releasedOn' : 'releasedFrom', {
              date: formatDay(releaseDate, { language, now }),
            })}
          </span>
        )}
        {editing !== null && !editing.on && (
          <Button ref={editing.opener} size="small" variant="secondary" onClick={editing.open}>
            {t('changeStatus')}
          </Button>
        )}
      </div>
      {theme.status === 'declined' && latest?.reason != null && (
        <p className="theme__reason">
          <span className="quiet">{t('reasonIs')} </span>
          {t('quoted', { text: latest.reason })}
        </p>
      )}
    </section>
  );
}
