/** Signs of a range whose compatibility form is one single sign, by that sign, in the order of their code points. */
export function compatibleWith(first: number, last: number): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (let code = first; code <= last; code += 1) {
    const form = String.fromCodePoint(code);
    const plain = form.normalize('NFKC');
    if (plain === form || [...plain].length !== 1 || /\p{Cn}/u.test(form)) continue;
    forms.set(plain, [...(forms.get(plain) ?? []), form]);
  }
  return forms;
}
