/** Writes a text element of Botpress. */
export const text = (id: string, en: string, more: object = {}) => ({
  id: `builtin_text-${id}`,
  formData: { text$en: en, typing: true, ...more },
});

/** Writes a step of a flow of Botpress. */
export const node = (
  name: string,
  onEnter: readonly string[],
  next: readonly object[],
  more: object = {},
) => ({
  id: `id_${name}`,
  name,
  type: "standard",
  onEnter,
  onReceive: null,
  next,
  ...more,
});

/** Writes a transition of Botpress. */
export const to = (target: string, condition = "true") => ({ condition, node: target });
