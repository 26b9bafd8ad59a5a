import { type ContactField, routes, type Tag } from "@chatloom/api-schema";
import {
  contactLimits,
  keyOfTitle,
  readOnlyContactFields,
  scopeRoots,
} from "@chatloom/flows-schema";
import { nameProblem } from "@chatloom/runtime";
import type { Router } from "express";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import {
  type ContactDefinition,
  contactDefinitions,
} from "../../records/contact-definition-model.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { definitionUse } from "./definition-use.ts";
import { deleteDefinition } from "./delete-definition.ts";

const chapter = routes.audience;

/** Routes for the custom fields and tags of a workspace. */
export function definitionRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;
  const definitions = (workspaceId: string) => contactDefinitions(connection).in(workspaceId);

  answer(api, chapter.listContactFields, async ({ workspaceId }) => ({
    items: (await listDefinitions(connection, workspaceId, "field", now())).map(presentField),
  }));
  answer(api, chapter.createContactField, async ({ workspaceId, body }) => {
    const { title, type = "text", choices = [] } = body;
    const key = body.key ?? (keyOfTitle(title) || `field_${newId().slice(-6)}`);
    refuseKey(key, [...(scopeRoots.contact ?? []), ...readOnlyContactFields]);
    return presentField(
      await create(workspaceId, { kind: "field", key, title, type, choices, createdAt: now() }),
    );
  });
  answer(api, chapter.updateContactField, async ({ workspaceId, params, body }) =>
    presentField(await update(workspaceId, "field", params.key, body)),
  );
  answer(api, chapter.readContactFieldUse, ({ workspaceId, params }) =>
    use(workspaceId, "field", params.key),
  );
  answer(api, chapter.deleteContactField, ({ workspaceId, params }) =>
    remove(workspaceId, "field", params.key),
  );

  answer(api, chapter.listTags, async ({ workspaceId }) => ({
    items: (await listDefinitions(connection, workspaceId, "tag", now())).map(presentTag),
  }));
  answer(api, chapter.createTag, async ({ workspaceId, body }) => {
    const key = body.key ?? body.title.trim().slice(0, contactLimits.nameCharacters);
    refuseKey(key, []);
    return presentTag(
      await create(workspaceId, { kind: "tag", key, title: body.title, createdAt: now() }),
    );
  });
  answer(api, chapter.updateTag, async ({ workspaceId, params, body }) =>
    presentTag(await update(workspaceId, "tag", params.key, body)),
  );
  answer(api, chapter.readTagUse, ({ workspaceId, params }) => use(workspaceId, "tag", params.key));
  answer(api, chapter.deleteTag, ({ workspaceId, params }) =>
    remove(workspaceId, "tag", params.key),
  );

  async function create(
    workspaceId: string,
    definition: ContactDefinition,
  ): Promise<ContactDefinition> {
    try {
      return await definitions(workspaceId).insert(definition);
    } catch (error) {
      if (isDuplicateKey(error)) {
        const message = `"${definition.key}" is defined already`;
        throw new Conflict("definition.exists", message, { key: definition.key });
      }
      throw error;
    }
  }

  async function update(
    workspaceId: string,
    kind: ContactDefinition["kind"],
    key: string,
    change: { readonly [K in "title" | "type" | "choices"]?: ContactDefinition[K] | undefined },
  ): Promise<ContactDefinition> {
    const set = Object.fromEntries(Object.entries(change).filter(([, it]) => it !== undefined));
    const known = definitions(workspaceId);
    const found =
      Object.keys(set).length === 0
        ? await known.findOne({ kind, key })
        : await known.findOneAndUpdate({ kind, key }, { $set: set });
    if (!found) {
      throw new NotFound("definition");
    }
    return found;
  }

  async function use(workspaceId: string, kind: ContactDefinition["kind"], key: string) {
    await refuseUnknown(workspaceId, kind, key);
    return definitionUse(context, workspaceId, { kind, key });
  }

  async function refuseUnknown(workspaceId: string, kind: ContactDefinition["kind"], key: string) {
    if (!(await definitions(workspaceId).findOne({ kind, key }))) {
      throw new NotFound("definition");
    }
  }

  async function remove(workspaceId: string, kind: ContactDefinition["kind"], key: string) {
    await refuseUnknown(workspaceId, kind, key);
    return { contacts: await deleteDefinition(context, workspaceId, { kind, key }) };
  }
}

function refuseKey(key: string, reserved: readonly string[]): void {
  const problem = reserved.includes(key)
    ? "is a part of every contact"
    : nameProblem(key, contactLimits.nameCharacters);
  if (problem !== undefined) {
    const message = `The key "${key}" ${problem}`;
    throw new Invalid("definition.key-invalid", message, [{ at: "/key", message }]);
  }
}

function presentField({ key, title, type, choices, createdAt }: ContactDefinition): ContactField {
  const moment = new Date(createdAt).toISOString();
  return { key, title, type: type ?? "text", choices: [...(choices ?? [])], createdAt: moment };
}

function presentTag({ key, title, createdAt }: ContactDefinition): Tag {
  return { key, title, createdAt: new Date(createdAt).toISOString() };
}
