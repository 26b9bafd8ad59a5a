/** Languages that messaging platforms know. */
const codes =
  "ar bg bn ca cs da de el en es et fa fi fil fr he hi hr hu id it ja ka kk km ko lo lt lv ms my nb nl pl pt pt-BR ro ru sk sl sr sv sw ta th tr uk ur uz vi zh-CN zh-TW".split(
    " ",
  );

/** Lists languages by name in the language of the screen, with those given besides. */
export function languageNames(
  screen: string,
  besides: readonly string[] = [],
): { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(screen, { type: "language" });
  return [...new Set([...besides, ...codes])]
    .map((code) => ({ value: code, label: nameOf(names, code) }))
    .sort((a, b) => a.label.localeCompare(b.label, screen));
}

/** The language's name; the code itself where it is no language tag. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
