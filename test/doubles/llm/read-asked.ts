import type { AskedModel } from "./llm-script.ts";

/** Reads a request for an answer, alike for both interfaces. */
export function readAsked(api: "chat" | "responses", body: Record<string, unknown>): AskedModel {
  const list = (api === "chat" ? body.messages : body.input) as Record<string, unknown>[];
  const format = (body.response_format ??
    (body.text as { format?: unknown } | undefined)?.format) as
    | { schema?: unknown; json_schema?: { schema?: unknown } }
    | undefined;
  return {
    api,
    model: String(body.model),
    messages: list.map((it) => ({
      role: String(it.role ?? it.type),
      content: contentOf(it.content ?? it.output),
      pictures: picturesOf(it.content),
    })),
    tools: ((body.tools ?? []) as { name?: string; function?: { name: string } }[]).map(
      (it) => it.name ?? it.function?.name ?? "",
    ),
    schema: format?.json_schema?.schema ?? format?.schema,
    stream: body.stream === true,
    body,
  };
}

function contentOf(content: unknown): string {
  return Array.isArray(content)
    ? content.map((it: { text?: string }) => it.text ?? "").join("")
    : String(content ?? "");
}

function picturesOf(content: unknown): string[] | undefined {
  const parts = Array.isArray(content) ? (content as { image_url?: unknown }[]) : [];
  const pictures = parts.flatMap(({ image_url: given }) =>
    given ? [typeof given === "string" ? given : (given as { url: string }).url] : [],
  );
  return pictures.length > 0 ? pictures : undefined;
}

/** Names the parameter that a problem is about. */
export function paramOf(problem: string): string | null {
  return /'(\w+)'|body\.(\w+)/.exec(problem)?.slice(1).find(Boolean) ?? null;
}

/** Reads JSON; another text stays as it is. */
export function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
