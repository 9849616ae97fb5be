import { countCharacters } from '../../../shared/domain/text.ts';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Said } from '../../ui/said.tsx';

/** How many characters there is room for, once that is few; read out when the field has rested. */
export function RoomLeft({
  text,
  limit,
  from,
}: {
  readonly text: string;
  readonly limit: number;
  /** Said from this many characters on. */
  readonly from: number;
}) {
  const t = useTranslate(gateMessages);
  // Characters are never more than code units: most texts need no counting.
  const count = text.length < from ? 0 : countCharacters(text);
  const words =
    count < from ? '' : count >= limit ? t('full') : t('left', { count: limit - count });
  return (
    <>
      <span className="quiet small room-left" aria-hidden>
        {words}
      </span>
      <Said text={words} delayMs={1000} />
    </>
  );
}
