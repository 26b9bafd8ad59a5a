/**
 * The limits of a contact: the number of fields and tags, the length of a field's name or a tag in characters, and the size of a
 * field's value as JSON in bytes.
 */
export const contactLimits = {
  fields: 200,
  tags: 100,
  nameCharacters: 64,
  valueBytes: 4_096,
} as const;
