import type { FindingFacts } from "../finding.ts";
import { nodeTypeOf } from "../flow.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { singleCountryOf } from "../single-country.ts";

/** Finds steps that ask for a phone number where nothing says which country a number without a country code belongs to. */
export function checkCountry({ flow, checkContext }: Inspection): FindingFacts[] {
  const { workspaceCountry } = checkContext;
  const { country, language } = flow.settings;
  if (workspaceCountry !== "" || country !== undefined || countryOfLanguage(language)) {
    return [];
  }
  return flow.nodes
    .filter((node) => nodeTypeOf(node).readsPhone?.(node.data as never))
    .map((node) => ({
      code: "settings.country",
      severity: "warning",
      nodeId: node.id,
      values: { node: nameNode(node) },
    }));
}

function countryOfLanguage(tag: string): string | undefined {
  try {
    const { language, region } = new Intl.Locale(tag.replace("_", "-"));
    return region ?? singleCountryOf(language);
  } catch {
    return undefined;
  }
}
