/**
 * What a contact may hold: how many fields and tags, how long a field's name or a tag in characters, how large a field's value as
 * JSON in bytes.
 */
export const contactLimits = {
  fields: 200,
  tags: 100,
  nameCharacters: 64,
  valueBytes: 4_096,
} as const;
