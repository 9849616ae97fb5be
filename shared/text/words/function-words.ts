/** Words that carry a sentence and not its matter, in both Norwegian forms (spelt as bokmål) and English. Stems. */
const functionWords = new Set(
  `og i å det er en et at på som de med han av ikk der for til den har ha hun du seg om vi men var vær meg min sin si ut da fra over
  opp ned så bare bar når kan kom skal vil må nå bli få gå gjør jeg eller ell også mot selv hvis enn der dere deres dette denne hva ved
  inn fordi mens bruker ingen the a to of and is my it in for on that this do can be have with me you was are not at if but your so or
  as an we did does from by will just any been has what how why when there i am im would should could`.split(
    /\s+/,
  ),
);

export function isFunctionWord(stem: string): boolean {
  return functionWords.has(stem);
}
