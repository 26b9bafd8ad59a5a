import { anyBoolean, between, type Check, listOf, matching, oneOf, shape, text } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import { ok } from "./verdicts.ts";
import { apiUser, type ZendeskRecords, type ZendeskTicket } from "./zendesk-records.ts";

export const apiEmail = "chatloom@example.org";
export const apiToken = "zendesk-token";

const any: Check = () => undefined;
const comment = shape({
  body: text(65_536),
  public: anyBoolean,
  "author_id?": between(1, 1e12),
  "uploads?": listOf(text(100), 1, 10),
});
const metadata = shape({ custom: shape({ chatloom: text(200) }) });
const priority = oneOf("low", "normal", "high", "urgent");
const newTicket = shape({
  subject: text(255),
  external_id: text(255),
  requester_id: between(1, 1e12),
  comment,
  tags: listOf(matching(/^[a-z_]+$/), 1, 10),
  "priority?": priority,
  "via_followup_source_id?": between(1, 1e12),
  "metadata?": metadata,
});
const change = shape({
  "status?": oneOf("open", "pending", "solved"),
  "comment?": comment,
  "metadata?": metadata,
});
const user = shape({ name: text(255), external_id: text(255), "skip_verify_email?": any });

interface Changes {
  readonly status?: string;
  readonly comment?: { body: string; public: boolean; author_id?: number; uploads?: string[] };
  readonly metadata?: unknown;
}

/** Answers the calls of the Support API for tickets. `echo` is called with the events of what we wrote. */
export function zendeskApi(
  records: ZendeskRecords,
  echo: (webhooks: readonly unknown[]) => Promise<void>,
): (call: ReceivedCall) => Promise<Verdict> {
  const { users, tickets, files, nextId, moment, add, setStatus, commentAdded } = records;
  const uploads = new Map<string, { name: string; type: string; size: number }>();
  return answer;

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const file = files.get(call.path);
    if (file) {
      return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    const expected = Buffer.from(`${apiEmail}/token:${apiToken}`).toString("base64");
    if (call.headers.authorization !== `Basic ${expected}`) {
      return problem(401, "Couldn't authenticate you");
    }
    const [path = "", query = ""] = call.path.split("?");
    const parameters = new URLSearchParams(query);
    const parts = path
      .replace(/^\/api\/v2\//, "")
      .replace(/\.json$/, "")
      .split("/");
    const body = (call.body ?? {}) as Record<string, unknown>;
    switch (`${call.method} ${parts.map((it) => (/^\d+$/.test(it) ? ":id" : it)).join("/")}`) {
      case "GET users/me":
        return ok({ user: apiUser });
      case "POST users/create_or_update":
        return makeUser(body.user);
      case "POST uploads": {
        const name = parameters.get("filename") ?? "";
        const type = call.headers["content-type"] ?? "";
        const upload = `upload-${nextId()}`;
        uploads.set(upload, { name, type, size: call.raw.length });
        return name === ""
          ? problem(422, "filename is missing")
          : ok({ upload: { token: upload } }, 201);
      }
      case "POST tickets":
        return makeTicket(body.ticket);
      case "GET tickets": {
        const external = parameters.get("external_id");
        return ok({ tickets: tickets.filter((it) => it.external_id === external).map(shown) });
      }
    }
    const ticket = tickets.find((it) => it.id === Number(parts[1]));
    if (parts[0] !== "tickets" || !ticket) {
      return problem(404, "RecordNotFound");
    }
    switch (`${call.method} ${parts.slice(2).join("/")}`) {
      case "GET ":
        return ok({ ticket: shown(ticket) });
      case "GET comments":
        return ok({ comments: [...ticket.comments].reverse(), users: [...users.values()] });
      case "GET audits":
        return ok({ audits: [...ticket.audits].reverse() });
      case "PUT ":
        return update(ticket, body.ticket);
      default:
        return problem(404, "InvalidEndpoint");
    }
  }

  function makeUser(given: unknown): Verdict {
    const wrong = user(given, "user");
    if (wrong) {
      return problem(422, wrong);
    }
    const { name, external_id } = given as { name: string; external_id: string };
    const known = [...users.values()].find((it) => it.external_id === external_id);
    const made = { id: known?.id ?? nextId(), name, external_id, role: "end-user" };
    users.set(made.id, made);
    return ok({ user: made });
  }

  async function makeTicket(given: unknown): Promise<Verdict> {
    const wrong = newTicket(given, "ticket");
    if (wrong) {
      return problem(422, wrong);
    }
    const { external_id, requester_id, tags, ...rest } = given as ZendeskTicket & Changes;
    if (!users.has(requester_id)) {
      return problem(422, "requester: is not a user");
    }
    const ticket: ZendeskTicket = {
      id: nextId(),
      external_id,
      requester_id,
      tags,
      status: "open",
      updated_at: moment(),
      comments: [],
      audits: [],
    };
    tickets.push(ticket);
    return write(ticket, rest, 201);
  }

  function update(ticket: ZendeskTicket, given: unknown): Verdict | Promise<Verdict> {
    const wrong = change(given, "ticket");
    if (wrong || ticket.status === "closed") {
      return problem(422, wrong ?? "Status: closed prevents ticket update");
    }
    return write(ticket, given as Changes, 200);
  }

  async function write(ticket: ZendeskTicket, changes: Changes, status: number): Promise<Verdict> {
    const events: { id: number; type: string }[] = [];
    const told: unknown[] = [];
    if (changes.comment) {
      const { body, author_id: author = apiUser.id, uploads: tokens = [] } = changes.comment;
      if (!users.has(author)) {
        return problem(422, "author_id: is not a user");
      }
      const attachments = tokens.flatMap((it) => {
        const upload = uploads.get(it);
        return upload
          ? [
              {
                file_name: upload.name,
                content_url: "",
                content_type: upload.type,
                size: upload.size,
              },
            ]
          : [];
      });
      const added = add(ticket, {
        author_id: author,
        body,
        public: changes.comment.public,
        attachments,
      });
      events.push({ id: added.id, type: "Comment" });
      told.push(commentAdded(ticket, added));
      // An end user's comment opens a solved ticket again.
      if (users.get(author)?.role === "end-user" && ticket.status === "solved") {
        told.push(...setStatus(ticket, "open"));
      }
    }
    if (changes.status) {
      told.push(...setStatus(ticket, changes.status));
    }
    const audit = { id: nextId(), events, metadata: changes.metadata ?? { custom: {} } };
    ticket.audits.push(audit);
    await echo(told);
    return ok({ ticket: shown(ticket), audit }, status);
  }
}

function shown({
  id,
  external_id,
  status,
  requester_id,
  tags,
  updated_at,
}: ZendeskTicket): unknown {
  return { id, external_id, status, requester_id, tags, updated_at };
}

function problem(status: number, description: string): Verdict {
  return { status, body: { error: "RecordInvalid", description }, problem: description };
}
