/** Characters that are hard to count: their name, one of them, and its length in UTF-16 units. */
export const edges: readonly (readonly [name: string, character: string, length: number])[] = [
  ["letters", "a", 1],
  ["Vietnamese", "ế", 1],
  ["Bengali", "ক্ষি", 4],
  ["Arabic", "مُ", 2],
  ["a family", "👩‍👩‍👧‍👦", 11],
];
