import type { Cell } from '../../../shared/domain/evidence.ts';
import { locales } from '../../../shared/i18n/define.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';

/** How often it was heard, against what was to be expected. */
export function Against({
  observed,
  expected,
}: {
  readonly observed: Cell;
  readonly expected: number;
}) {
  const t = useTranslate(overviewMessages);
  const language = useLanguage();
  return (
    <>
      <strong>{observed}</strong>
      {t('expected', {
        expected: expected.toLocaleString(locales[language], { maximumFractionDigits: 1 }),
      })}
    </>
  );
}
