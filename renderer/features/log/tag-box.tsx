import { ChevronDownIcon, ChevronUpIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { logMessages } from '../../../shared/i18n/log.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Keys } from '../../ui/keys.tsx';
import type { Chip } from './chips.ts';
import { TagChips } from './tag-chips.tsx';

/** The row of tags, with the ways to take all of them or to choose oneself. */
export function TagBox({
  chips,
  fieldsId,
  fieldsOpen,
  onToggleFields,
  onAcceptAll,
  onPress,
}: {
  readonly chips: readonly Chip[];
  readonly fieldsId: string;
  readonly fieldsOpen: boolean;
  readonly onToggleFields: () => void;
  readonly onAcceptAll: () => void;
  readonly onPress: (chip: Chip) => void;
}) {
  const t = useTranslate(logMessages);
  const offered = chips.some(({ chosen }) => !chosen);
  const title = offered ? t('suggestions') : t('tags');
  return (
    <>
      <div className="tag-box__top">
        <h2>{title}</h2>
        <Button
          size="small"
          variant="tertiary"
          icon={fieldsOpen ? <ChevronUpIcon aria-hidden /> : <ChevronDownIcon aria-hidden />}
          aria-expanded={fieldsOpen}
          aria-controls={fieldsId}
          onClick={onToggleFields}
        >
          {t('chooseSelf')}
        </Button>
        <Button
          size="small"
          variant="tertiary"
          className="tag-box__all"
          data-shown={offered}
          disabled={!offered}
          aria-keyshortcuts="Alt+Enter"
          onClick={onAcceptAll}
        >
          {t('acceptAll')}
          <Keys keys={['Alt', 'Enter']} />
        </Button>
      </div>
      {chips.length === 0 ? (
        <p className="quiet small tag-box__none">{t('suggestionsComing')}</p>
      ) : (
        <TagChips chips={chips} label={title} onPress={onPress} />
      )}
    </>
  );
}
