/** What a contact's own fields may hold: how many, how long a name in characters, how large a value as JSON in bytes. */
export const contactLimits = { fields: 200, nameCharacters: 64, valueBytes: 4_096 } as const;
