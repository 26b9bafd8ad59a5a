import type { CheckedSecret } from "../check-context.ts";
import type { FindingFacts } from "../finding.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { readTemplate } from "../liquid/read-template.ts";
import { nearestName } from "../nearest-name.ts";
import { allowsHost, mayStandIn, secretPattern, writeSecret } from "../secret-place.ts";
import { faultAt } from "./fault-at.ts";

/** Finds secrets that the vault does not have, that stand where none may stand, or that would go to a host they may not go to. */
export function checkSecrets({ flow, fields, checkContext }: Inspection): FindingFacts[] {
  // A flow may have a variable of this name; its texts are then none of ours.
  const own = flow.variables.some((it) => it.name === "secret");
  return fields.flatMap((field): FindingFacts[] => {
    const { value, schema } = field;
    if (typeof value !== "string" || !value.includes("secret")) {
      return [];
    }
    if (!schema.secrets) {
      return !own && readsSecret(field, value) ? [misplaced(field)] : [];
    }
    const named = new Set([...value.matchAll(secretPattern)].map((it) => it[1] as string));
    const rest = value.replace(secretPattern, "");
    return [
      ...(!own && readsSecret(field, rest) ? [misplaced(field)] : []),
      ...[...named].flatMap((name) => checkName(field, name, checkContext.knownSecrets)),
    ];
  });
}

function readsSecret({ schema }: NodeField, text: string): boolean {
  if (!["template", "line", "media", "messageTemplate", "operand"].includes(schema.widget ?? "")) {
    return false;
  }
  if (!text.includes("{")) {
    return schema.widget === "operand" && /^\s*secret\./.test(text);
  }
  const reading = readTemplate(text);
  return "reads" in reading && reading.reads.some(([root]) => root === "secret");
}

function checkName(
  field: NodeField,
  name: string,
  known: readonly CheckedSecret[] | undefined,
): FindingFacts[] {
  if (!known) {
    return [];
  }
  const secret = known.find((it) => it.name === name);
  if (!secret) {
    return [unknown(field, name, known)];
  }
  if (field.schema.secrets && !mayStandIn(secret.kind, field.schema.secrets)) {
    return [faultAt(field.node, field.path, "secret.headerOnly", { secret: name })];
  }
  const host = hostBeside(field);
  return host === undefined || allowsHost(secret.hosts, host)
    ? []
    : [
        faultAt(field.node, field.path, "secret.host", {
          secret: name,
          host,
          hosts: secret.hosts.join(", "),
        }),
      ];
}

/** The host of the request's address; undefined where it is filled in later. */
function hostBeside({ beside, parent }: NodeField): string | undefined {
  const url = beside.url ?? parent?.beside.url;
  return typeof url === "string"
    ? /^\s*https?:\/\/([^/?#{}@\s]+)(?:[/?#]|\s*$)/i.exec(url)?.[1]
    : undefined;
}

function unknown(field: NodeField, name: string, known: readonly CheckedSecret[]): FindingFacts {
  const names = known.map((it) => it.name);
  const meant = nearestName(name, names);
  const facts = faultAt(field.node, field.path, "secret.unknown", { secret: name });
  if (meant === undefined) {
    return facts;
  }
  const value = String(field.value).replace(secretPattern, (found, it: string) =>
    it === name ? writeSecret(meant) : found,
  );
  return {
    ...facts,
    values: { ...facts.values, meant },
    repair: { kind: "setData", nodeId: field.node.id, path: field.path, value },
  };
}

function misplaced(field: NodeField): FindingFacts {
  return faultAt(field.node, field.path, "secret.misplaced", { example: writeSecret("NAME") });
}
