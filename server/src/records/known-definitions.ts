import type { ContactFieldType } from "@chatloom/flows-schema";
import type { JsonValue } from "@chatloom/runtime";
import type { Connection } from "mongoose";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { type ContactDefinition, contactDefinitions } from "./contact-definition-model.ts";
import { contactsOf } from "./contact-model.ts";
import { findWorkspace, workspaces } from "./workspace.ts";

/** How long a known definition is not looked for again: another process may delete it. */
const knownMs = 60_000;
const atOnce = 500;

/** The tags and fields of a contact. */
export interface Used {
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, JsonValue>>;
}

/** Keeps the definitions complete: whatever tag or field a contact gets has one. */
export interface KnownDefinitions {
  readonly note: (workspaceId: ObjectId, used: Used) => Promise<void>;
}

/** Made once per server. What it has seen lately costs no command. */
export function createKnownDefinitions(
  connection: Connection,
  now: () => number,
): KnownDefinitions {
  const seen = new Map<string, number>();
  return {
    async note(workspaceId, used) {
      const fresh = definitionsIn(used, now()).filter(
        (it) => (seen.get(keyOf(workspaceId, it)) ?? 0) < now() - knownMs,
      );
      if (fresh.length === 0) {
        return;
      }
      await define(connection, workspaceId, fresh);
      if (seen.size > 50_000) {
        seen.clear();
      }
      for (const it of fresh) {
        seen.set(keyOf(workspaceId, it), now());
      }
    },
  };
}

/** The definitions of a workspace by their titles. The first call defines what contacts of earlier versions have. */
export async function listDefinitions(
  connection: Connection,
  workspaceId: string | ObjectId,
  kind: ContactDefinition["kind"],
  now: number,
): Promise<readonly ContactDefinition[]> {
  const workspace = await findWorkspace(connection, workspaceId);
  if (workspace && !workspace.definitionsComplete) {
    await defineUsed(connection, workspace._id, now);
    await workspaces(connection).updateOne(
      { _id: workspace._id },
      { $set: { definitionsComplete: true } },
    );
  }
  const found = await contactDefinitions(connection).in(workspaceId).find({ kind });
  return found.sort((a, b) => a.title.localeCompare(b.title));
}

async function defineUsed(connection: Connection, workspaceId: ObjectId, now: number) {
  const all = contactsOf(connection)
    .find({ workspaceId })
    .project<Used>({ _id: 0, tags: 1, fields: 1 });
  const found = new Map<string, ContactDefinition>();
  for await (const used of all) {
    for (const it of definitionsIn(used, now)) {
      found.set(`${it.kind}:${it.key}`, found.get(`${it.kind}:${it.key}`) ?? it);
    }
  }
  await define(connection, workspaceId, [...found.values()]);
}

async function define(
  connection: Connection,
  workspaceId: ObjectId,
  wanted: readonly ContactDefinition[],
): Promise<void> {
  const model = contactDefinitions(connection).in(workspaceId);
  for (let from = 0; from < wanted.length; from += atOnce) {
    const group = wanted.slice(from, from + atOnce);
    const known = await model.find({ key: { $in: group.map((it) => it.key) } });
    const names = new Set(known.map((it) => `${it.kind}:${it.key}`));
    for (const it of group.filter(({ kind, key }) => !names.has(`${kind}:${key}`))) {
      try {
        await model.insert(it);
      } catch (error) {
        // Another process defined it at the same time.
        if (!isDuplicateKey(error)) {
          throw error;
        }
      }
    }
  }
}

function definitionsIn({ tags = [], fields = {} }: Partial<Used>, now: number) {
  return [
    ...tags.map((key): ContactDefinition => ({ kind: "tag", key, title: key, createdAt: now })),
    ...Object.entries(fields).map(
      ([key, value]): ContactDefinition => ({
        kind: "field",
        key,
        title: key,
        type: typeOf(value),
        choices: [],
        createdAt: now,
      }),
    ),
  ];
}

function typeOf(value: JsonValue): ContactFieldType {
  switch (typeof value) {
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return Array.isArray(value) ? "list" : "text";
  }
}

function keyOf(workspaceId: ObjectId, { kind, key }: ContactDefinition): string {
  return `${workspaceId}:${kind}:${key}`;
}
