import { routes, type Secret } from "@chatloom/api-schema";
import type { SecretKind } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { mostSecrets, type StoredSecret, secrets } from "../../records/secret-model.ts";
import { seal } from "../../secrets/secret-box.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { Update } from "../../store/scoped-model.ts";
import { secretUse } from "./secret-use.ts";

const declared = routes.secrets;
/** Access tokens of connected accounts have routes of their own. */
const entered = { kind: { $ne: "oauth" } } as const;

/** Adds the routes of the vault. None of them answers a value. */
export function secretRoutes(api: Router, context: ServerContext): void {
  const { connection, config, now } = context;
  const vault = (workspaceId: string) => secrets(connection).in(workspaceId);

  answer(api, declared.listSecrets, async ({ workspaceId }) => {
    const found = await vault(workspaceId).find({}, { sort: { name: 1 } });
    return { items: found.map(present) };
  });
  answer(api, declared.createSecret, async ({ workspaceId, body, request }) => {
    const { value, ...fields } = body;
    refuseValue(fields.kind, value);
    if ((await vault(workspaceId).count({}, mostSecrets)) >= mostSecrets) {
      throw new Conflict("secret.too-many", `A workspace has at most ${mostSecrets} secrets`);
    }
    const _id = new mongoose.Types.ObjectId();
    const sealedValue = seal(config.secretKey, value, String(_id));
    const at = now();
    try {
      const made = await vault(workspaceId).insert({
        _id,
        ...fields,
        sealedValue,
        createdAt: at,
        changedAt: at,
      });
      addAuditDetail(request, { object: { id: String(_id), name: made.name } });
      return present(made);
    } catch (error) {
      if (isDuplicateKey(error)) {
        throw new Conflict("secret.exists", `There is a secret "${fields.name}" already`);
      }
      throw error;
    }
  });
  answer(api, declared.updateSecret, ({ workspaceId, params, body }) =>
    change(workspaceId, params.secretId, { $set: body }),
  );
  answer(api, declared.rotateSecret, async ({ workspaceId, params, body }) => {
    const { kind } = await find(workspaceId, params.secretId);
    refuseValue(kind, body.value);
    const sealed = seal(config.secretKey, body.value, params.secretId);
    const update =
      body.when === "now"
        ? {
            $set: { sealedValue: sealed, changedAt: now() },
            $unset: { sealedNext: 1, nextAt: 1 },
          }
        : { $set: { sealedNext: sealed, nextAt: now() } };
    return change(workspaceId, params.secretId, update);
  });
  answer(api, declared.replaceSecret, async ({ workspaceId, params }) => {
    const { sealedNext } = await findWithNext(workspaceId, params.secretId);
    const changed = await vault(workspaceId).findOneAndUpdate(
      { _id: params.secretId, sealedNext },
      {
        $set: { sealedValue: sealedNext, changedAt: now() },
        $unset: { sealedNext: 1, nextAt: 1 },
      },
    );
    if (!changed) {
      throw noNext();
    }
    return present(changed);
  });
  answer(api, declared.discardSecret, async ({ workspaceId, params }) => {
    await findWithNext(workspaceId, params.secretId);
    return change(workspaceId, params.secretId, { $unset: { sealedNext: 1, nextAt: 1 } });
  });
  answer(api, declared.deleteSecret, async ({ workspaceId, params }) => {
    if ((await vault(workspaceId).deleteOne({ _id: params.secretId, ...entered })) === 0) {
      throw new NotFound("secret");
    }
    return {};
  });
  answer(api, declared.readSecretUse, async ({ workspaceId, params }) => {
    const found = await vault(workspaceId).findById(params.secretId);
    if (!found) {
      throw new NotFound("secret");
    }
    return secretUse(context, workspaceId, found.name);
  });

  async function find(workspaceId: string, secretId: string): Promise<StoredSecret> {
    const found = await vault(workspaceId).findOne({ _id: secretId, ...entered });
    if (!found) {
      throw new NotFound("secret");
    }
    return found;
  }

  async function findWithNext(workspaceId: string, secretId: string): Promise<StoredSecret> {
    const found = await find(workspaceId, secretId);
    if (found.sealedNext === undefined) {
      throw noNext();
    }
    return found;
  }

  async function change(workspaceId: string, secretId: string, update: Update): Promise<Secret> {
    const changed = await vault(workspaceId).findOneAndUpdate(
      { _id: secretId, ...entered },
      update,
    );
    if (!changed) {
      throw new NotFound("secret");
    }
    return present(changed);
  }
}

function noNext(): Conflict {
  return new Conflict("secret.no-next", "No new value waits for this secret");
}

/** Throws for a value that no request could carry. */
function refuseValue(kind: SecretKind, value: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\0-\x1f\x7f]/.test(value)) {
    const message = "must not hold line breaks or other control characters";
    throw invalidAt("secret.value", { at: "/value", message });
  }
  if (kind === "basic" && !value.includes(":")) {
    const message = "must be user and password with a colon between them";
    throw invalidAt("secret.value", { at: "/value", message });
  }
}

function present(secret: StoredSecret): Secret {
  const { _id, name, kind, hosts, note, createdAt, changedAt, usedAt, nextAt } = secret;
  return {
    id: String(_id),
    name,
    kind,
    hosts: [...hosts],
    note,
    createdAt: new Date(createdAt).toISOString(),
    changedAt: new Date(changedAt).toISOString(),
    usedAt: usedAt === undefined ? undefined : new Date(usedAt).toISOString(),
    nextAt: nextAt === undefined ? undefined : new Date(nextAt).toISOString(),
  };
}
