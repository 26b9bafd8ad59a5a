import { allowsHost, type SecretKind } from "@chatloom/flows-schema";
import type { ServerContext } from "../context/server-context.ts";
import { UnreadableSecret, unseal } from "../secrets/secret-box.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { accessToken } from "./oauth-token.ts";
import { type StoredSecret, secrets } from "./secret-model.ts";
import { type SecretFault, SecretRefused } from "./secret-refused.ts";

type Context = ServerContext;

/** A secret and what it is wanted for. */
export interface WantedSecret {
  readonly name: string;
  /** The kinds that fit. */
  readonly kinds: readonly SecretKind[];
  /** Where it is to be used. */
  readonly url: string;
  /** An access token that the service did not take: it is renewed before its time. */
  readonly refused?: string | undefined;
}

/** Kinds that are a key as it is. */
export const keyKinds: readonly SecretKind[] = ["apiKey", "bearer", "header"];
/** Kinds that can sign. */
export const signingKinds: readonly SecretKind[] = ["signingKey", "apiKey"];

const usedEveryMs = 60_000;

/** Says why a secret of the vault cannot be used so; undefined if it can. */
export async function secretProblem(
  context: Context,
  workspaceId: string | ObjectId,
  wanted: WantedSecret,
): Promise<string | undefined> {
  const found = usable(await findSecret(context, workspaceId, wanted.name), wanted, context);
  return found instanceof SecretRefused ? found.message : undefined;
}

/** Gives the value of a secret for an address and notes its use. Throws `SecretRefused`. */
export async function openSecret(
  context: Context,
  workspaceId: string | ObjectId,
  wanted: WantedSecret,
): Promise<string> {
  const found = usable(await findSecret(context, workspaceId, wanted.name), wanted, context);
  if (found instanceof SecretRefused) {
    throw found;
  }
  try {
    const value = await openValue(found, context, wanted.refused);
    await noteUse(context, workspaceId, [found]);
    return value;
  } catch (error) {
    const { name } = wanted;
    throw error instanceof UnreadableSecret
      ? new SecretRefused("unreadable", name, `The secret "${name}" cannot be read; enter it again`)
      : error;
  }
}

/** Opens the value as requests carry it; the access token of a connected account is renewed where it is about to end. Throws `UnreadableSecret` and `SecretRefused`. */
export async function openValue(
  found: StoredSecret,
  context: ServerContext,
  refused?: string,
): Promise<string> {
  const { _id, kind, sealedValue } = found;
  if (kind === "oauth") {
    return accessToken(context, found, refused);
  }
  const value = unseal(context.config.secretKey, sealedValue, String(_id));
  return kind === "basic" ? Buffer.from(value, "utf8").toString("base64") : value;
}

/** Notes that secrets are used. A moment of use is kept to within a minute, so that a busy secret does not cost a write each time. */
export async function noteUse(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  workspaceId: string | ObjectId,
  found: readonly StoredSecret[],
): Promise<void> {
  const at = now();
  const due = found.filter(({ usedAt = 0 }) => usedAt < at - usedEveryMs);
  if (due.length > 0) {
    const filter = { _id: { $in: due.map((it) => it._id) } };
    await secrets(connection)
      .in(workspaceId)
      .updateMany(filter, { $set: { usedAt: at } });
  }
}

function findSecret(
  { connection }: Context,
  workspaceId: string | ObjectId,
  name: string,
): Promise<StoredSecret | undefined> {
  return secrets(connection).in(workspaceId).findOne({ name });
}

function usable(
  found: StoredSecret | undefined,
  { name, kinds, url }: WantedSecret,
  { config }: Context,
): StoredSecret | SecretRefused {
  const refused = (fault: SecretFault, message: string) => new SecretRefused(fault, name, message);
  if (!found) {
    return refused("missing", `The vault has no secret "${name}"`);
  }
  if (!kinds.includes(found.kind)) {
    return refused("kind", `The secret "${name}" is of another kind`);
  }
  const address = new URL(url);
  if (!allowsHost(found.hosts, address.host)) {
    const allowed = found.hosts.join(", ");
    const message = `The secret "${name}" may not be used at ${address.host}. Allowed: ${allowed}`;
    return refused("host", message);
  }
  return address.protocol === "https:" || config.outboundAllowPrivate
    ? found
    : refused("insecure", `The secret "${name}" is only used over https, not over http`);
}
