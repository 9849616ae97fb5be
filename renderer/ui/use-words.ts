import { mineMessages } from '../../shared/i18n/mine.ts';
import { useTranslate } from '../state/i18n.ts';

/** The words of an entry, or that they are gone: kept long enough, or taken back by the one who wrote them. */
export function useWords(): (text: string) => string {
  const t = useTranslate(mineMessages);
  return (text) => (text === '' ? t('wordsGone') : text);
}
