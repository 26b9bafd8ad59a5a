/** Languages of several countries with phone numbers and date orders of their own. */
const ofSeveral = new Set("ar bn de en es fa fr ms nl pt ru sr sw ta ur zh".split(" "));

/** The country (ISO 3166) that nearly all speakers of a language (ISO 639) live in; undefined where there are several. */
export function singleCountryOf(language: string): string | undefined {
  if (language === "" || ofSeveral.has(language)) {
    return undefined;
  }
  return new Intl.Locale(language).maximize().region;
}
