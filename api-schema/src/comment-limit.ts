/** The longest comment on a step, in UTF-16 code units. */
export const longestComment = 4_000;
