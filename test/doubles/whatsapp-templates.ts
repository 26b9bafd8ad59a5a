import type { ReceivedCall, Verdict } from "./double.ts";
import { graphError } from "./graph.ts";

interface Component {
  readonly type?: string;
  readonly format?: string;
  readonly text?: string;
  readonly example?: Readonly<Record<string, unknown>>;
  readonly buttons?: readonly Readonly<Record<string, unknown>>[];
}
interface Template {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly Component[];
  readonly [more: string]: unknown;
}

const pageSize = 2;

/** The templates of a WhatsApp Business Account, and the uploads of their sample files. Its pages are small, so that readers must turn them. */
export function whatsappTemplates() {
  const templates: Template[] = [...first];
  const uploads = new Map<string, { readonly length: number; readonly type: string }>();
  const handles = new Set<string>();
  let made = 0;

  return {
    list({ path }: ReceivedCall): Verdict {
      const query = new URL(path, "http://double").searchParams;
      const from = Number(query.get("after") ?? 0);
      const fields = (query.get("fields") ?? "id,name").split(",");
      const data = templates
        .slice(from, from + pageSize)
        .map((it) => Object.fromEntries(fields.map((name) => [name, it[name]])));
      const after = String(from + pageSize);
      const more = from + pageSize < templates.length;
      const cursors = { before: String(from), after };
      return {
        status: 200,
        body: { data, paging: { cursors, ...(more && { next: "https://…" }) } },
      };
    },
    create({ body }: ReceivedCall): Verdict {
      const given = (body ?? {}) as Partial<Template>;
      const problem = checkCreation(given, handles);
      if (problem) {
        return graphError(400, 100, problem.message, problem.subcode);
      }
      if (templates.some((it) => it.name === given.name && it.language === given.language)) {
        return graphError(400, 100, "There is already content in this language", 2388024);
      }
      const id = String(900_000 + ++made);
      templates.push({ ...(given as Template), id, status: "PENDING" });
      return { status: 200, body: { id, status: "PENDING", category: given.category } };
    },
    openUpload({ path }: ReceivedCall): Verdict {
      const query = new URL(path, "http://double").searchParams;
      const length = Number(query.get("file_length"));
      const type = query.get("file_type") ?? "";
      if (!(length > 0) || !/^(image\/(jpeg|png)|video\/mp4|application\/pdf)$/.test(type)) {
        return graphError(400, 100, "Invalid file_length or file_type");
      }
      const id = `upload:MTph${uploads.size + 1}`;
      uploads.set(id, { length, type });
      return { status: 200, body: { id } };
    },
    /** The bytes come alone, with the token under another scheme. */
    takeUpload({ headers, raw }: ReceivedCall, id: string): Verdict {
      const upload = uploads.get(id);
      if (!upload || headers.file_offset !== "0") {
        return graphError(400, 100, "Invalid upload session or offset");
      }
      if (Number(headers["content-length"]) !== upload.length || raw.length === 0) {
        return graphError(400, 100, "The file has another length than announced");
      }
      const h = `4::aW${handles.size + 1}`;
      handles.add(h);
      return { status: 200, body: { h } };
    },
  };
}

function checkCreation(
  { name, language, category, components }: Partial<Template>,
  handles: ReadonlySet<string>,
): { readonly message: string; readonly subcode: number } | undefined {
  const wrong = (message: string, subcode = 2388023) => ({ message, subcode });
  if (!/^[a-z0-9_]{1,512}$/.test(name ?? "") || !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language ?? "")) {
    return wrong("Invalid name or language");
  }
  if (!["MARKETING", "UTILITY", "AUTHENTICATION"].includes(category ?? "")) {
    return wrong("Invalid category");
  }
  const of = (type: string) => components?.find((it) => it.type === type);
  const body = of("BODY")?.text ?? "";
  if (body === "" || body.length > 1_024) {
    return wrong("Invalid body", 2388072);
  }
  const places = body.match(/\{\{\d+\}\}/g) ?? [];
  const examples = of("BODY")?.example?.["body_text"] as readonly (readonly string[])[] | undefined;
  if (places.length > 0 && examples?.[0]?.length !== places.length) {
    return wrong("The body needs an example for each variable", 2388043);
  }
  if (/^\{\{|\}\}$/.test(body)) {
    return wrong("Variables can't be at the start or end of the template", 2388299);
  }
  const header = of("HEADER");
  if ((header?.text ?? "").length > 60 || (of("FOOTER")?.text ?? "").length > 60) {
    return wrong("Header or footer is too long", 2388040);
  }
  if (header?.format !== undefined && header.format !== "TEXT") {
    const [handle] = (header.example?.["header_handle"] ?? []) as readonly string[];
    if (!handles.has(handle ?? "")) {
      return wrong("The header needs a sample file", 2388047);
    }
  }
  const buttons = of("BUTTONS")?.buttons ?? [];
  if (buttons.some((it) => String(it["text"] ?? "").length > 25) || buttons.length > 10) {
    return wrong("Invalid buttons");
  }
  return undefined;
}

const first: readonly Template[] = [
  {
    id: "800001",
    name: "order_update",
    language: "en_US",
    status: "APPROVED",
    category: "UTILITY",
    parameter_format: "POSITIONAL",
    quality_score: { score: "GREEN", date: 1790000000 },
    rejected_reason: "NONE",
    components: [
      { type: "HEADER", format: "TEXT", text: "Order {{1}}", example: { header_text: ["A-7"] } },
      {
        type: "BODY",
        text: "Hello {{1}}, your order leaves on {{2}}. Thank you!",
        example: { body_text: [["Ann", "Monday"]] },
      },
      { type: "FOOTER", text: "Double Ltd" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Fine" },
          { type: "URL", text: "Track", url: "https://shop.example/o/{{1}}" },
        ],
      },
    ],
  },
  {
    id: "800002",
    name: "summer_sale",
    language: "en_US",
    status: "REJECTED",
    category: "MARKETING",
    parameter_format: "NAMED",
    quality_score: { score: "UNKNOWN" },
    rejected_reason: "PROMOTIONAL",
    components: [
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://…"] } },
      {
        type: "BODY",
        text: "Dear {{first_name}}, everything is cheaper.",
        example: { body_text_named_params: [{ param_name: "first_name", example: "Ann" }] },
      },
    ],
  },
  {
    id: "800003",
    name: "appointment",
    language: "vi",
    status: "PAUSED",
    category: "UTILITY",
    parameter_format: "POSITIONAL",
    quality_score: { score: "RED" },
    rejected_reason: null,
    components: [{ type: "BODY", text: "Hẹn gặp bạn." }],
  },
];
