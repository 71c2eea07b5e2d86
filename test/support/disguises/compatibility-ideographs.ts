import { compatibleWith } from './compatible.js';
import type { Substitution } from './disguise.js';

const forms = new Map([
  ...compatibleWith(0x2f800, 0x2fa1d),
  ...compatibleWith(0xf900, 0xfad9),
  ...compatibleWith(0x2f00, 0x2fd5),
]);

/** Radicals as signs of their own (⼥ for 女), and doubles that Unicode keeps for old encodings. */
export const compatibilityIdeographs: Substitution = {
  kind: 'substitution',
  name: 'compatibility ideographs',
  family: 'compatibility ideographs',
  replacementOf: (sign, random) => random.pick(forms.get(sign) ?? []) ?? null,
  minShare: 0,
  maxShare: 1,
};
