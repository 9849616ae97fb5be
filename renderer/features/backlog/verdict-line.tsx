import {
  CheckmarkCircleIcon,
  ExclamationmarkTriangleIcon,
  HourglassIcon,
  MinusCircleIcon,
} from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react/Tag';
import type { ComponentType } from 'react';
import type { ThemeVerdict, VerdictWord } from '../../../shared/domain/evidence.ts';
import { locales } from '../../../shared/i18n/define.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { verdictFigures } from './verdict-words.ts';
import './verdict.css';

const looks: Readonly<
  Record<
    VerdictWord,
    {
      readonly Icon: ComponentType<{ 'aria-hidden': true }>;
      readonly colour: 'success' | 'neutral' | 'danger' | 'info';
    }
  >
> = {
  helped: { Icon: CheckmarkCircleIcon, colour: 'success' },
  no_clear_change: { Icon: MinusCircleIcon, colour: 'neutral' },
  worse: { Icon: ExclamationmarkTriangleIcon, colour: 'danger' },
  too_little_data: { Icon: HourglassIcon, colour: 'info' },
};

/** Whether the release helped: the word, then the figures with their interval. */
export function VerdictLine({ verdict }: { readonly verdict: ThemeVerdict }) {
  const t = useTranslate(evidenceMessages);
  const language = useLanguage();
  const { Icon, colour } = looks[verdict.kind];
  const figures = verdictFigures(verdict);
  const rate = (value: number) =>
    value.toLocaleString(locales[language], {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
  const words = [
    figures === null
      ? t('tooLittle', { weeks: verdict.weeksAfter })
      : t(figures.kind, { ...figures }),
    verdict.rateBefore === null || verdict.rateAfter === null || figures === null
      ? ''
      : t('fromTo', { before: rate(verdict.rateBefore), after: rate(verdict.rateAfter) }),
  ];
  return (
    <section className="verdict" aria-label={t('verdict')}>
      <Tag variant="moderate" data-color={colour} icon={<Icon aria-hidden={true} />}>
        {t(verdict.kind)}
      </Tag>
      <p className="verdict__words">{words.filter((word) => word !== '').join(' ')}</p>
    </section>
  );
}
