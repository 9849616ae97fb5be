/** The first words of a text, for a line that names it. Cut at a word where one ends in reach. */
export function excerpt(text: string, longest = 48): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length <= longest) return line;
  const cut = characters.slice(0, longest).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > longest / 2 ? cut.slice(0, space) : cut.trimEnd()} …`;
}
