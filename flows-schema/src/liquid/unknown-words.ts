import { filtersOf } from "./filters-of.ts";
import { splitTemplate } from "./split-template.ts";

const filters = new Set(
  `abs append array_to_sentence_string at_least at_most base64_decode base64_encode capitalize ceil cgi_escape compact concat
  date default divided_by downcase escape escape_once find find_exp find_index find_index_exp first floor group_by group_by_exp
  has has_exp hmac_sha256 inspect join json jsonify last lstrip map minus modulo newline_to_br normalize_whitespace
  number_of_words plus pop prepend push raw reject reject_exp remove remove_first remove_last replace replace_first replace_last
  reverse round rstrip sha256 shift size slice slugify sort sort_natural split squish strip strip_html strip_newlines sum times
  to_integer truncate truncatewords uniq unshift upcase uri_escape url_decode url_encode where where_exp xml_escape`.split(
    /\s+/,
  ),
);
const tags = new Set(
  `# assign break capture endcapture case when endcase continue cycle decrement echo for endfor if elsif else endif increment
  liquid tablerow endtablerow unless endunless`.split(/\s+/),
);

/** The names of filters and tags in a template that the engine does not have; a text with one could not be sent. */
export function unknownWords(template: string): string[] {
  const parts = splitTemplate(template);
  if ("unclosed" in parts) {
    return [];
  }
  const unknown = parts.flatMap(({ kind, name, source }) => {
    if (kind === "text") {
      return [];
    }
    const wrongTag = kind === "tag" && !tags.has(name) ? [name || source] : [];
    return [...wrongTag, ...filtersOf(source).filter((filter) => !filters.has(filter))];
  });
  return [...new Set(unknown)];
}
