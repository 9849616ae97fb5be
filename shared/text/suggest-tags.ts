import type { Tags } from '../domain/tags.ts';
import { decodeModel, type LinearModel, type ModelFile } from './linear-model.ts';
import { type NoteFeatures, noteFeatures } from './note-features.ts';
import { suggestPain } from './suggest-pain.ts';
import tagWeights from './tag-weights.json' with { type: 'json' };

export interface TagSuggestion {
  readonly field: keyof Tags;
  readonly value: string | number;
  /** 0 to 1: how often such a suggestion was right on notes it was not trained on, about. */
  readonly confidence: number;
}

/** Fields with a trained model; pain type has curated rules instead (`suggest-pain.ts`). */
export const trainedFields = ['tema', 'step', 'channel', 'severity'] as const;
export type TrainedField = (typeof trainedFields)[number];
export type TagModels = Readonly<Record<TrainedField, LinearModel>>;
export type TagModelFile = Readonly<Record<TrainedField, ModelFile>>;

/** A note that names one tema outright is about that one this often. */
const NAMED_CONFIDENCE = 0.9;

let models: TagModels | null = null;

/**
 * Tags that a note's own words make likely: at most one a field, and none where unsure. Pure and deterministic; never throws.
 * The weights are read at the first call (some milliseconds).
 */
export function suggestTags(text: string): readonly TagSuggestion[] {
  models ??= decodeModels(tagWeights);
  return suggestTagsWith(models, text);
}

export function decodeModels(file: TagModelFile): TagModels {
  return {
    tema: decodeModel(file.tema),
    step: decodeModel(file.step),
    channel: decodeModel(file.channel),
    severity: decodeModel(file.severity),
  };
}

export function suggestTagsWith(these: TagModels, text: string): readonly TagSuggestion[] {
  const features = noteFeatures(text);
  if (features.words.length === 0) return [];
  const suggestions: TagSuggestion[] = [];
  const add = (field: keyof Tags, guess: Guess | null) => {
    if (guess !== null) suggestions.push({ field, ...guess });
  };
  add('tema', guessTema(these.tema, features));
  add('step', likeliest(these.step, features));
  add('pain', suggestPain(features.words));
  add('channel', likeliest(these.channel, features));
  add('severity', likeliest(these.severity, features));
  return suggestions;
}

interface Guess {
  readonly value: string | number;
  readonly confidence: number;
}

function likeliest(model: LinearModel, { slots, values }: NoteFeatures): Guess | null {
  const best = bestOf(model, model.probabilities(slots, values));
  return best !== null && best.confidence >= model.threshold ? best : null;
}

/** The tema the note names, or, where it names none or several, the one the model finds likeliest. */
function guessTema(model: LinearModel, features: NoteFeatures): Guess | null {
  const { named } = features.tema;
  const probabilities = model.probabilities(features.slots, features.values);
  const best = bestOf(model, probabilities);
  const [only] = named;
  if (only !== undefined && named.length === 1) {
    const own = probabilities[model.classes.indexOf(only)] ?? 0;
    // Sure of another: the name is only mentioned («fikk AAP, søker nå sosialhjelp»).
    if (best === null || best.value === only || best.confidence < NAMED_CONFIDENCE)
      return { value: only, confidence: Math.max(own, NAMED_CONFIDENCE) };
  }
  return best !== null && best.confidence >= model.threshold ? best : null;
}

function bestOf(model: LinearModel, probabilities: Float64Array): Guess | null {
  let best: Guess | null = null;
  model.classes.forEach((value, at) => {
    const confidence = probabilities[at] ?? 0;
    if (best === null || confidence > best.confidence) best = { value, confidence };
  });
  return best;
}
