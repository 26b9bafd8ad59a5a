import { mongoError } from "../errors/mongo-error.ts";
import { type Doc, isDoc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { userName } from "./sign-in.ts";

/** The parameters of a server that clients look at to learn what it can do. None can be set. */
const parameters: Readonly<Doc> = {
  authenticationMechanisms: ["SCRAM-SHA-256"],
  enableTestCommands: false,
  featureCompatibilityVersion: { version: "8.0" },
  requireApiVersion: false,
};

/** Answers with the parameters that are asked for by name, or with all of them. */
export const getParameter = defineCommand({
  name: "getParameter",
  kind: "read",
  options: { allParameters: "ignored" },
  ignoresUnknownOptions: true,
  run({ target, body }) {
    const isAll = target === "*" || (isDoc(target) && target.allParameters === true);
    const names = Object.keys(body).filter((name) => isAll || name !== "getParameter");
    const known = Object.entries(parameters).filter(([name]) => isAll || names.includes(name));
    if (known.length === 0) throw mongoError(72, "no option found to get");
    return Object.fromEntries(known);
  },
});

/** How the server was started, as far as clients ask: whether they must sign in. */
export const getCmdLineOpts = defineCommand({
  name: "getCmdLineOpts",
  kind: "read",
  options: {},
  run: ({ engine }) => ({
    argv: ["embedded-mongo"],
    parsed: engine.password === undefined ? {} : { security: { authorization: "enabled" } },
  }),
});

/** The one user there is, if there is one. */
export const usersInfo = defineCommand({
  name: "usersInfo",
  kind: "read",
  options: { showPrivileges: "ignored", showCredentials: "ignored" },
  run: (call) => ({ users: call.engine.password !== undefined && isAsked(call) ? [user] : [] }),
});

const user: Doc = {
  _id: `admin.${userName}`,
  user: userName,
  db: "admin",
  roles: [{ role: "root", db: "admin" }],
  mechanisms: ["SCRAM-SHA-256"],
};

function isAsked({ target, database }: CommandCall): boolean {
  const asked = Array.isArray(target) ? target : [target];
  return asked.some((one) => {
    if (typeof one === "string") return one === userName && database === "admin";
    if (isDoc(one)) return one.forAllDBs === true || (one.user === userName && one.db === "admin");
    return database === "admin";
  });
}
