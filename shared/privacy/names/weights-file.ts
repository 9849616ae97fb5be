import type { NameLists } from './features.ts';
import { decodeList } from './lists.ts';
import type { TaggerWeights } from './tagger.ts';

/** The tagger's file as the training script writes it. */
export interface NameWeightsFile {
  readonly transitions: readonly number[];
  readonly bias: number;
  /** The bias for a text in nynorsk. */
  readonly nynorskBias: number;
  readonly doubt: number;
  /** One printable character a weight. */
  readonly begin: string;
  readonly inside: string;
  readonly lists: Readonly<Record<keyof NameLists, string>>;
}

const LOWEST = 35;
const MIDDLE = 80;
export const MAX_LEVEL = MIDDLE - LOWEST;

export function encodeLevels(levels: Int8Array): string {
  let encoded = '';
  for (const level of levels) encoded += String.fromCharCode(level + MIDDLE);
  return encoded;
}

function decodeLevels(encoded: string): Int8Array {
  const levels = new Int8Array(encoded.length);
  for (let at = 0; at < encoded.length; at += 1) levels[at] = encoded.charCodeAt(at) - MIDDLE;
  return levels;
}

export function decodeWeights(file: NameWeightsFile): TaggerWeights {
  const { transitions, bias, doubt } = file;
  return {
    transitions,
    bias,
    doubt,
    begin: decodeLevels(file.begin),
    inside: decodeLevels(file.inside),
  };
}

export function decodeLists({ lists }: NameWeightsFile): NameLists {
  return {
    first: decodeList(lists.first),
    last: decodeList(lists.last),
    firstAbroad: decodeList(lists.firstAbroad),
    lastAbroad: decodeList(lists.lastAbroad),
    places: decodeList(lists.places),
    common: decodeList(lists.common),
  };
}
