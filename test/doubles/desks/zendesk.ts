import { createHmac } from "node:crypto";
import { anyBoolean, between, type Check, listOf, matching, oneOf, shape, text } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import type { AgentFile, DoubleCase, DoubleLine, Helpdesk } from "./desk-double.ts";

const email = "chatloom@example.org";
const token = "zendesk-token";
const secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
const apiUser = { id: 900, name: "Chatloom", role: "admin" };
const agent = { id: 901, name: "Bea Agent", role: "agent" };

interface Ticket {
  readonly id: number;
  readonly external_id: string;
  readonly requester_id: number;
  readonly tags: readonly string[];
  status: string;
  updated_at: string;
  readonly comments: Comment[];
  readonly audits: unknown[];
}
interface Comment {
  readonly id: number;
  readonly author_id: number;
  readonly body: string;
  readonly public: boolean;
  readonly created_at: string;
  readonly attachments: readonly {
    readonly file_name: string;
    readonly content_url: string;
    readonly content_type: string;
    readonly size: number;
  }[];
}

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

/** Zendesk Support's API for tickets, and its event subscriptions. */
export const zendeskHelpdesk: Helpdesk = ({ now, url, echo }) => {
  const users = new Map<number, { id: number; name: string; role: string; external_id?: string }>([
    [apiUser.id, apiUser],
    [agent.id, agent],
  ]);
  const tickets: Ticket[] = [];
  const uploads = new Map<string, { name: string; type: string; size: number }>();
  const files = new Map<string, AgentFile>();
  let ids = 1_000;
  const nextId = () => ++ids;
  const moment = () => new Date(now()).toISOString();

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const file = files.get(call.path);
    if (file) {
      return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    const expected = Buffer.from(`${email}/token:${token}`).toString("base64");
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
    const { external_id, requester_id, tags, ...rest } = given as Ticket & Changes;
    if (!users.has(requester_id)) {
      return problem(422, "requester: is not a user");
    }
    const ticket: Ticket = {
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

  function update(ticket: Ticket, given: unknown): Verdict | Promise<Verdict> {
    const wrong = change(given, "ticket");
    if (wrong || ticket.status === "closed") {
      return problem(422, wrong ?? "Status: closed prevents ticket update");
    }
    return write(ticket, given as Changes, 200);
  }

  interface Changes {
    readonly status?: string;
    readonly comment?: { body: string; public: boolean; author_id?: number; uploads?: string[] };
    readonly metadata?: unknown;
  }

  async function write(ticket: Ticket, changes: Changes, status: number): Promise<Verdict> {
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

  function add(ticket: Ticket, given: Omit<Comment, "id" | "created_at">): Comment {
    const added = { ...given, id: nextId(), created_at: moment() };
    ticket.comments.push(added);
    ticket.updated_at = moment();
    return added;
  }

  function setStatus(ticket: Ticket, status: string): readonly unknown[] {
    const before = ticket.status;
    if (before === status) {
      return [];
    }
    ticket.status = status;
    ticket.updated_at = moment();
    const event = { current: status.toUpperCase(), previous: before.toUpperCase() };
    return [eventOf(ticket, "status_changed", event)];
  }

  function eventOf(ticket: Ticket, kind: string, event: unknown): unknown {
    return {
      type: `zen:event-type:ticket.${kind}`,
      account_id: 1,
      id: `event-${nextId()}`,
      time: moment(),
      zendesk_event_version: "2022-11-06",
      subject: `zen:ticket:${ticket.id}`,
      detail: {
        id: String(ticket.id),
        external_id: ticket.external_id,
        status: ticket.status.toUpperCase(),
        requester_id: String(ticket.requester_id),
        assignee_id: String(agent.id),
        tags: ticket.tags,
        via: { channel: "web_service" },
      },
      event,
    };
  }

  function commentAdded(
    ticket: Ticket,
    { id, author_id, body, public: isPublic, attachments }: Comment,
  ): unknown {
    const author = users.get(author_id);
    return eventOf(ticket, "comment_added", {
      comment: {
        id: String(id),
        body,
        is_public: isPublic,
        author: {
          id: String(author_id),
          name: author?.name,
          is_staff: author?.role !== "end-user",
        },
        attachments: attachments.map((it) => ({ ...it, filename: it.file_name })),
      },
    });
  }

  function find(caseId: string): Ticket {
    const found = tickets.find((it) => String(it.id) === caseId);
    if (!found) {
      throw new Error(`There is no ticket ${caseId}`);
    }
    return found;
  }

  function byAgent(
    caseId: string,
    body: string,
    isPublic: boolean,
    file?: AgentFile,
  ): readonly unknown[] {
    const ticket = find(caseId);
    const path = `/attachments/${nextId()}/${file?.name}`;
    if (file) {
      files.set(path, file);
    }
    const attachments = file
      ? [
          {
            file_name: file.name,
            content_url: url() + path,
            content_type: file.mimeType,
            size: file.bytes.length,
          },
        ]
      : [];
    const added = add(ticket, { author_id: agent.id, body, public: isPublic, attachments });
    return [commentAdded(ticket, added)];
  }

  return {
    platform: {
      type: "zendesk",
      settings: (address) => ({
        apiBaseUrl: address,
        email,
        apiToken: token,
        signingSecret: secret,
      }),
      answer,
      envelope: (status) => ({ error: `Error${status}`, description: `Status ${status}` }),
      isSend: ({ method }) => method !== "GET",
      sign(body) {
        const time = moment();
        return {
          "x-zendesk-webhook-signature-timestamp": time,
          "x-zendesk-webhook-signature": createHmac("sha256", secret)
            .update(time + body)
            .digest("base64"),
        };
      },
    },
    cases: () =>
      tickets.map(
        (it): DoubleCase => ({
          id: String(it.id),
          open: it.status === "open",
          contact: { name: users.get(it.requester_id)?.name ?? "" },
          lines: it.comments.map(
            (one): DoubleLine => ({
              id: String(one.id),
              by: !one.public ? "note" : one.author_id === it.requester_id ? "contact" : "agent",
              text: one.body,
              files: one.attachments.map((file) => file.file_name),
            }),
          ),
        }),
      ),
    agent: {
      writes: (caseId, words, file) => byAgent(caseId, words, true, file),
      notes: (caseId, words) => byAgent(caseId, words, false),
      ends: (caseId) => setStatus(find(caseId), "solved"),
      reopens: (caseId) => setStatus(find(caseId), "open"),
    },
  };
};

function shown({ id, external_id, status, requester_id, tags, updated_at }: Ticket): unknown {
  return { id, external_id, status, requester_id, tags, updated_at };
}

function ok(body: unknown, status = 200): Verdict {
  return { status, body };
}

function problem(status: number, description: string): Verdict {
  return { status, body: { error: "RecordInvalid", description }, problem: description };
}
