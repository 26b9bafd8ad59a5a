import type { Flaw } from "../../context/errors.ts";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { findFile, markUsed } from "../../records/file-store.ts";
import { fileUrl, isOurLink, readFileLink } from "../../records/file-url.ts";

interface PictureSchema {
  readonly widget?: string;
  readonly fileTypes?: readonly string[];
  readonly mostBytes?: number;
  readonly properties?: Readonly<Record<string, PictureSchema>>;
  readonly items?: PictureSchema;
}

/**
 * Checks the pictures in settings: files of this workspace, of a type and size that the platform takes. Keeps them, and names each
 * link after the picture's type. Throws `channel.settings-invalid`, which names the field.
 */
export async function keepSettingFiles<T>(
  context: ServerContext,
  workspaceId: string,
  schema: object,
  settings: T,
): Promise<T> {
  const used = new Set<string>();
  const checked = await visit(schema, settings, "");
  for (const id of used) {
    await markUsed(context, id);
  }
  return checked as T;

  async function visit(field: PictureSchema, value: unknown, at: string): Promise<unknown> {
    if (field.widget === "media" && typeof value === "string" && value !== "") {
      return keep(field, value, at);
    }
    if (Array.isArray(value) && field.items) {
      const items: unknown[] = [];
      for (const [index, item] of value.entries()) {
        items.push(await visit(field.items, item, `${at}/${index}`));
      }
      return items;
    }
    if (typeof value !== "object" || value === null || !field.properties) {
      return value;
    }
    const fields: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      const inner = field.properties[name];
      fields[name] = inner ? await visit(inner, item, `${at}/${name}`) : item;
    }
    return fields;
  }

  async function keep(field: PictureSchema, value: string, at: string): Promise<string> {
    const link = readFileLink(context, value);
    const file = link && isOurLink(context, link) ? await findFile(context, link.id) : undefined;
    if (!file || file.workspaceId !== workspaceId || file.visitor !== undefined) {
      throw refused({ at, message: "must be a picture that was uploaded in this workspace" });
    }
    const { fileTypes = [file.mimeType], mostBytes = file.size } = field;
    if (!fileTypes.includes(file.mimeType)) {
      const message = `must be one of ${fileTypes.join(", ")}, but is ${file.mimeType}`;
      throw refused({ at, message });
    }
    if (file.size > mostBytes) {
      const message = `must have at most ${mostBytes} bytes, but has ${file.size}`;
      throw refused({ at, message });
    }
    used.add(file.id);
    const ending = file.mimeType === "image/png" ? "png" : "jpg";
    return fileUrl(context, { id: link?.id ?? file.id, fileName: `picture.${ending}` });
  }
}

function refused({ at, message }: Flaw): Invalid {
  const flaw = { at: `/settings${at}`, message };
  return new Invalid("channel.settings-invalid", `${at} ${message}`, [flaw]);
}
