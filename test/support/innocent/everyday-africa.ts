/** Ordinary remarks, in languages of Africa and others far from the rest. */
export const everydayAfrica: Readonly<Record<string, readonly string[]>> = {
  sw: ['habari, ni mimi', 'asante kwa jana', 'jirani yako', 'mama', 'tutaonana Jumamosi'],
  am: ['ሰላም፣ እኔ ነኝ', 'አመሰግናለሁ', 'ጎረቤትህ'],
  yo: ['bawo ni, emi ni', 'ẹ ṣé gan', 'ọ̀rẹ́ mi'],
  zu: ['sawubona, yimi', 'ngiyabonga izolo'],
  af: ['hallo, dis ek', 'dankie vir gister', 'buurman'],
  eo: ['saluton, estas mi', 'ĝis sabato', 'ĉiuj ŝatas ĵurnalojn'],
  ka: ['გამარჯობა, მე ვარ', 'მადლობა', 'მეზობელი'],
  hy: ['բարև, ես եմ', 'շնորհակալություն', 'հարևան'],
};
