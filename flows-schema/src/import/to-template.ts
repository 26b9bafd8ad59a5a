/**
 * Turns a text with `{{…}}` into a template. `pathOf` returns the path of a reference here; where it returns undefined, the place stays
 * empty.
 */
export function toTemplate(
  text: string,
  pathOf: (reference: string) => string | undefined,
): string {
  return text.replace(/\{%/g, "{{ '{%' }}").replace(/\{\{([^{}]*)\}\}/g, (_, reference: string) => {
    const path = pathOf(reference.trim());
    return path === undefined ? "" : `{{ ${path} }}`;
  });
}
