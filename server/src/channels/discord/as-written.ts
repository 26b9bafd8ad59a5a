/**
 * Gives the text so that Discord shows it as it was written. Addresses stay, since an escape would break them; and so does a text
 * that the escapes would make too long.
 */
export function asWritten(text: string, max: number): string {
  const escaped = text.replace(
    /https?:\/\/\S+|[\\*_~`|<>[\]]|^(\s*)([#-])(?=\s)|^(\s*\d+)(\.)(?=\s)/gm,
    (found, space?: string, sign?: string, number?: string, dot?: string) => {
      if (found.startsWith("http")) {
        return found;
      }
      if (sign !== undefined) {
        return `${space}\\${sign}`;
      }
      return dot === undefined ? `\\${found}` : `${number}\\${dot}`;
    },
  );
  return escaped.length <= max ? escaped : text;
}
