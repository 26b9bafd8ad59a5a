import {
  defined,
  fillPlaceholders,
  type MessageTemplate,
  parameterKeys,
} from "@chatloom/flows-schema";
import type { TFunction } from "i18next";

/** Fills a text of a template in with values by `parameterKeys`; what has no value shows its example or its placeholder. */
export function templateWords(
  template: Pick<MessageTemplate, "header" | "body" | "parameters">,
  values: Readonly<Record<string, string>>,
  place: "header" | "body",
): string {
  const { parameters } = template;
  const keys = parameterKeys(parameters);
  let order = 0;
  const filled = parameters.flatMap((it, at) => {
    if (it.place !== place) {
      return [];
    }
    order += 1;
    const shown = values[keys[at] ?? ""] || it.example;
    return shown === undefined ? [] : [[it.name ?? String(order), shown]];
  });
  return fillPlaceholders(template[place] ?? "", Object.fromEntries(filled));
}

/** Fills the parameters of a template, in its order, with values by `parameterKeys`. Empty ones that may be left out are left out. */
export function filledParameters(
  { parameters }: Pick<MessageTemplate, "parameters">,
  valueFor: (key: string) => string,
) {
  const keys = parameterKeys(parameters);
  return parameters.flatMap(({ place, kind, name, index, optional }, at) => {
    const value = valueFor(keys[at] ?? "");
    const filled = {
      place,
      kind,
      value,
      ...defined({ name, index }),
    };
    return optional && value === "" ? [] : [filled];
  });
}

/** Names a value of a template for people: by its name, its button or its number. */
export function parameterLabel(
  { parameters, buttons }: Pick<MessageTemplate, "parameters" | "buttons">,
  at: number,
  t: TFunction,
): string {
  const parameter = parameters[at];
  if (!parameter) {
    return "";
  }
  const { place, name, index = 0, kind } = parameter;
  if (place === "button") {
    return t("forms.template.button", { label: buttons[index] ?? String(index + 1) });
  }
  if (place === "header") {
    return kind === "text" ? t("forms.template.header") : t("forms.template.headerFile");
  }
  const order = parameters.slice(0, at).filter((it) => it.place === "body").length + 1;
  return name ?? t("forms.template.value", { number: order });
}

/** Says what a value of a template is for: an example, or the address that it completes. */
export function parameterHint(
  { example, url }: MessageTemplate["parameters"][number],
  t: TFunction,
): string | undefined {
  if (url === `${window.location.origin}/l/{{1}}`) {
    return t("forms.template.countedAddress");
  }
  if (example !== undefined) {
    return t("forms.template.example", { example });
  }
  // The places of values are shown as people know them from the platform.
  return url === undefined ? undefined : t("forms.template.completes", { url });
}
