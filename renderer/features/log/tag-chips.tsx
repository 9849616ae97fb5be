import { CheckmarkIcon, PlusIcon } from '@navikt/aksel-icons';
import { tagMessages } from '../../../shared/i18n/tags.ts';
import { useTranslate } from '../../state/i18n.ts';
import type { Chip } from './chips.ts';

/** Tags side by side: a plus offers one, a check mark has it. Pressing changes neither place nor width. */
export function TagChips({
  chips,
  label,
  onPress,
}: {
  readonly chips: readonly Chip[];
  readonly label: string;
  readonly onPress: (chip: Chip) => void;
}) {
  const t = useTranslate(tagMessages);
  return (
    <ul className="tag-chips" aria-label={label}>
      {chips.map((chip) => {
        const { field, chosen } = chip;
        const Icon = chosen ? CheckmarkIcon : PlusIcon;
        return (
          <li key={field}>
            <button
              type="button"
              className="tag-chip"
              aria-pressed={chosen}
              onClick={() => onPress(chip)}
            >
              <Icon aria-hidden fontSize="1.125rem" />
              <span className="visually-hidden">{t(field)}: </span>
              {chip.label}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
