import Type from "typebox";
import { defineRoute } from "./route.ts";
import { Exact, Moment, Nothing } from "./shapes.ts";

/** A session of one's own, in one browser. */
const Session = Exact({
  id: Type.String(),
  current: Type.Boolean(),
  createdAt: Moment,
  usedAt: Moment,
  address: Type.String(),
  browser: Type.String(),
});
export const listSessions = defineRoute({
  method: "get",
  path: "/sessions",
  tag: "Accounts",
  access: "account",
  summary: "One's open sessions",
  reply: Exact({ items: Type.Array(Session) }),
});
export const endSession = defineRoute({
  method: "delete",
  path: "/sessions/:sessionId",
  tag: "Accounts",
  access: "account",
  audit: "session.ended",
  summary: "End a session",
  params: Type.Object({ sessionId: Type.String({ maxLength: 100 }) }),
  reply: Nothing,
});
