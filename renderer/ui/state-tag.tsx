import {
  ArrowUndoIcon,
  CheckmarkCircleIcon,
  ClockIcon,
  ExclamationmarkTriangleIcon,
  LayersIcon,
  MinusCircleIcon,
  PaperplaneIcon,
  PencilIcon,
} from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react/Tag';
import type { ComponentType } from 'react';
import type { EntryState } from '../../shared/domain/entry-state.ts';
import { stateMessages } from '../../shared/i18n/states.ts';
import { useTranslate } from '../state/i18n.ts';

type Colour = 'neutral' | 'info' | 'warning' | 'success' | 'danger';

/** Icon and word say the state; the colour only repeats it. Set aside is the one that needs repair, so it alone is red. */
const looks: Readonly<
  Record<EntryState, { readonly Icon: ComponentType<{ 'aria-hidden': true }>; colour: Colour }>
> = {
  draft: { Icon: PencilIcon, colour: 'neutral' },
  waiting: { Icon: ClockIcon, colour: 'neutral' },
  sent: { Icon: PaperplaneIcon, colour: 'info' },
  question: { Icon: ArrowUndoIcon, colour: 'warning' },
  approved: { Icon: CheckmarkCircleIcon, colour: 'success' },
  in_theme: { Icon: LayersIcon, colour: 'success' },
  declined: { Icon: MinusCircleIcon, colour: 'neutral' },
  set_aside: { Icon: ExclamationmarkTriangleIcon, colour: 'danger' },
  withdrawn: { Icon: MinusCircleIcon, colour: 'neutral' },
};

/** Where an entry stands: icon, word and colour. */
export function StateTag({ state }: { readonly state: EntryState }) {
  const t = useTranslate(stateMessages);
  const { Icon, colour } = looks[state];
  return (
    <Tag
      variant="moderate"
      size="small"
      data-color={colour}
      icon={<Icon aria-hidden={true} />}
      className="state-tag"
    >
      {t(state)}
    </Tag>
  );
}
