import { Problem, permissionsFor, type Route, routes } from "@chatloom/api-schema";
import { Flow } from "@chatloom/flows-schema";
import type { TObject, TSchema } from "typebox";
import { idempotencyHeader, takesIdempotencyKey } from "../../http/idempotency.ts";
import { declaredRoutes } from "../../http/not-found.ts";

/** Large schemas that are named once and referred to. */
const named = new Map<unknown, string>([
  [Flow, "Flow"],
  [Problem, "Problem"],
]);

/** The name of each route in the contract: client generators call its function so. */
const operationIds = new Map<Route, string>(
  Object.values(routes).flatMap((chapter) =>
    Object.entries(chapter).map(([name, route]): [Route, string] => [route, name]),
  ),
);

const idempotencyKey = {
  name: idempotencyHeader,
  in: "header",
  required: false,
  description:
    "Runs this call once: a repeated call with the same key within a day gets the first one's reply.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

/** The OpenAPI 3.1 document of the whole API, made from the declared routes. */
export function openApiDocument(): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of declaredRoutes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Chatloom API",
      version: "1",
      description:
        "Sign in as a person (cookie) or send an API token as bearer. Errors are RFC 9457 problem documents with a stable `code`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    // Relative to where the document is read, so that the page works under every name of this server.
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(declaredRoutes.map((it) => it.tag))].map((name) => ({ name })),
    security: [{ apiToken: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        apiToken: { type: "http", scheme: "bearer", description: "An API token, `clm_…`" },
        session: { type: "apiKey", in: "cookie", name: "chatloom_session" },
      },
      schemas: Object.fromEntries(
        [...named].map(([schema, name]) => [name, plain(schema as TSchema, true)]),
      ),
    },
  };
}

function operation(route: Route): unknown {
  const codes = route.errors?.length ? ` Codes of its own: ${route.errors.join(", ")}.` : "";
  return {
    operationId: operationIds.get(route),
    summary: route.summary,
    tags: [route.tag],
    description: `Access: ${route.access}.${permissionText(route)}${codes}`,
    // Without a version it is the same, below an address of its own.
    servers: route.unversioned ? [{ url: "/api/v1" }, { url: "/api" }] : undefined,
    security: route.access === "public" ? [] : undefined,
    parameters: [
      ...parameters("path", route.params),
      ...parameters("query", route.query),
      ...(takesIdempotencyKey(route) ? [idempotencyKey] : []),
    ],
    ...(route.body
      ? { requestBody: { required: true, content: json(plain(route.body)) } }
      : route.path === "/files"
        ? { requestBody: { required: true, content: { "application/octet-stream": {} } } }
        : {}),
    responses: {
      200: { description: "Done", content: json(plain(route.reply)) },
      default: {
        description: "A problem",
        content: { "application/problem+json": { schema: reference("Problem") } },
      },
    },
  };
}

function permissionText(route: Route): string {
  const needed = permissionsFor(route);
  return needed.length > 0 ? ` Permission: ${needed.join(" or ")}.` : "";
}

function parameters(place: "path" | "query", schema: TObject | undefined): unknown[] {
  return Object.entries(schema?.properties ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || (schema?.required?.includes(name) ?? false),
    schema: plain(field as TSchema),
  }));
}

function json(schema: unknown) {
  return { "application/json": { schema } };
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

/** The schema as plain JSON, with references in the place of named ones. */
function plain(schema: TSchema, isDefinition = false): unknown {
  const text = JSON.stringify(schema, function replace(key, value: unknown) {
    const name = named.get(value);
    if (name !== undefined && !(isDefinition && key === "")) {
      return reference(name);
    }
    return key === "$id" ? undefined : value;
  });
  return JSON.parse(text);
}
