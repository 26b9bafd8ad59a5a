import { defined } from "../../defined.ts";
import { httpMethod } from "../http-method.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { withQuery } from "../with-query.ts";
import type { GroupWalk } from "./group-walk.ts";

type Convert = (block: Source, walk: GroupWalk, line: LogLine) => void;

/** How each integration becomes steps. */
export const integrations: Readonly<Record<string, Convert>> = {
  Webhook: request,
  "HTTP request": request,
  Zapier: request,
  "Make.com": request,
  Pabbly: request,
  Email: (block, walk, line) => {
    walk.flush();
    const options = block.part("options").skip("credentialsId", "isCustomBody", "isBodyCode");
    const to = options.texts("recipients").slice(0, 10);
    const subject = walk.bot.template(options.text("subject"));
    const body = walk.bot.template(options.text("body"));
    line.note("email");
    for (const address of to.length > 0 ? to : [""]) {
      const text = [subject, body].filter(Boolean).join("\n\n") || "…";
      walk.chain.add(
        "notify",
        { to: "email", address: walk.bot.template(address), text },
        { id: "email", line },
      );
    }
  },
  Chatwoot: (_, walk, line) => {
    walk.flush();
    line.note("desk");
    walk.chain.add("handoff", { assignTo: "anyone" }, { id: "handoff", line });
  },
  "Google Analytics": (block, walk, line) => {
    const options = block.part("options");
    goal(
      options.text("action") || options.text("eventName") || "event",
      options.text("value"),
      walk,
      line,
    );
  },
  Pixel: (block, walk, line) => {
    goal(
      block.part("options").text("eventType") || block.part("options").text("name") || "pixel",
      "",
      walk,
      line,
    );
  },
};

function goal(name: string, value: string, walk: GroupWalk, line: LogLine): void {
  walk.flush();
  line.note("goal");
  const worth = walk.bot.template(value);
  walk.chain.add(
    "goal",
    { name: walk.bot.template(name), ...defined({ value: worth || undefined }) },
    { id: "goal", line },
  );
}

/** Turns a request to another system into an HTTP step. */
function request(block: Source, walk: GroupWalk, line: LogLine): void {
  walk.flush();
  const options = block
    .part("options")
    .skip("variablesForTest", "isAdvancedConfig", "isExecutedOnClient", "withCredentials");
  const hook = options.has("webhook") ? options.part("webhook") : block.part("webhook");
  hook.skip("id", "typebotId");
  const address = hook.text("url");
  if (address === "") {
    line.note("storedRequest");
    block.skip("webhookId");
  }
  const method = httpMethod(hook.text("method"), "POST");
  const own = hook.text("body");
  const isOwn = options.flag("isCustomBody") === true && !["", "{{state}}"].includes(own.trim());
  const sends = method !== "GET";
  const body = !sends ? "" : isOwn ? walk.bot.template(own) : everything(walk, line);
  const save = options.list("responseVariableMapping").flatMap((it) => {
    it.skip("id");
    const variable = walk.bot.variable(it.text("variableId"));
    const path = it.text("bodyPath");
    if (variable === undefined) {
      return [];
    }
    if (path === "statusCode") {
      line.note("statusCode");
      return [];
    }
    return [{ path: path.replace(/^data(?:\.|(?=\[)|$)/, ""), saveTo: variable }];
  });
  walk.chain.add(
    "http",
    {
      method,
      url: withQuery(walk.bot.template(address), queryOf(hook, walk)),
      headers: hook.list("headers").map((it) => ({
        name: walk.bot.template(it.skip("id").text("key")),
        value: walk.bot.template(it.text("value")),
      })),
      ...defined({ body: body || undefined }),
      save,
      timeoutSeconds: Math.max(1, Math.min(60, Math.round(options.number("timeout") ?? 10))),
      retries: 0,
    },
    { id: "request", on: ["next", "error"], line },
  );
}

function queryOf(hook: Source, walk: GroupWalk) {
  const named = hook.list("queryParams").filter((it) => it.skip("id", "value").text("key") !== "");
  return named.map((it) => [it.text("key"), walk.bot.template(it.text("value"))] as const);
}

/** The body that names every variable, as the source sends all answers. */
function everything(walk: GroupWalk, line: LogLine): string {
  const names = walk.bot.draft.names.variables().map((it) => it.name);
  line.note("allVariables");
  return `{${names.map((name) => `"${name}": "{{ ${name} }}"`).join(", ")}}`;
}
