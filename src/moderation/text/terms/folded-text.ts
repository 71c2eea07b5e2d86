import { clip } from '../clip.js';
import { inForm } from './in-form.js';

/** Counts changes of what `foldedText` gives. Stored hashes of folded texts are compared only within one version. */
export const FOLD_VERSION = 1;

/** A text in the form by which two spellings of it are the same: its canonical text in the form `folded`. */
export function foldedText(text: string): string {
  return inForm(clip(text), 'folded');
}
