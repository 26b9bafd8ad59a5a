import type { ImportSettings } from "@chatloom/api-schema";
import { keyOfTitle } from "@chatloom/flows-schema";
import type { ContactDefinition } from "../../records/contact-definition-model.ts";

/** Usual titles of columns, without accents, in English and Vietnamese. */
const titles: Readonly<Record<string, readonly string[]>> = {
  name: [
    "name",
    "full_name",
    "fullname",
    "contact_name",
    "customer",
    "customer_name",
    "ho_ten",
    "ho_va_ten",
    "ten_khach_hang",
    "khach_hang",
  ],
  firstName: ["first_name", "firstname", "given_name", "ten"],
  lastName: ["last_name", "lastname", "surname", "family_name", "ho"],
  email: [
    "email",
    "e_mail",
    "mail",
    "email_address",
    "e_mail_address",
    "thu_dien_tu",
    "dia_chi_email",
  ],
  phone: [
    "phone",
    "phone_number",
    "mobile",
    "mobile_number",
    "telephone",
    "tel",
    "cell",
    "whatsapp",
    "zalo",
    "dien_thoai",
    "so_dien_thoai",
    "sdt",
    "so_dt",
    "di_dong",
  ],
  language: ["language", "lang", "locale", "ngon_ngu"],
  country: ["country", "country_code", "quoc_gia", "nuoc", "ma_quoc_gia"],
  timeZone: ["time_zone", "timezone", "tz", "mui_gio"],
  tags: ["tags", "tag", "labels", "label", "groups", "nhan", "the", "nhom"],
};

/** Proposes a target for each column: by its title, by the title of a custom field, or by its content. No target is proposed twice. */
export function suggestColumns(
  columns: readonly string[],
  samples: readonly (readonly string[])[],
  fields: readonly ContactDefinition[],
): ImportSettings["columns"] {
  const used = new Set<string>();
  const take = (target: string | undefined) => {
    if (target === undefined || used.has(target)) {
      return "";
    }
    used.add(target);
    return target;
  };
  const byTitle = columns.map((column) => take(byName(column, fields)));
  return byTitle.map((target, index) =>
    target !== "" ? target : take(byContent(samples.map((row) => row[index] ?? ""))),
  );
}

function byName(column: string, fields: readonly ContactDefinition[]): string | undefined {
  const key = keyOfTitle(column);
  const found = Object.entries(titles).find(([, names]) => names.includes(key));
  if (found && !fields.some((it) => it.key === found[0])) {
    return found[0];
  }
  const field = fields.find(
    (it) => it.key === column || (key !== "" && keyOfTitle(it.title) === key),
  );
  return field && `field:${field.key}`;
}

function byContent(cells: readonly string[]): string | undefined {
  const filled = cells.filter((it) => it.trim() !== "");
  const all = (pattern: RegExp) =>
    filled.length > 0 && filled.every((it) => pattern.test(it.trim()));
  if (all(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) {
    return "email";
  }
  return all(/^\+\d[\d\s().-]{6,20}$/) ? "phone" : undefined;
}
