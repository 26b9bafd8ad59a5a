import type { Access } from "@chatloom/api-schema";
import express, { type Request, type Response } from "express";
import { DomainError, Invalid } from "../context/errors.ts";
import { refuseUnstorable } from "../validation/refuse-unstorable.ts";

/** The body is of another kind than the route takes. */
class WrongContentType extends DomainError {
  readonly code = "request.content-type";
  readonly refusal = "unsupported";

  constructor(expected: string) {
    super(`Send the body as ${expected}`);
  }
}

const strangersLimit = "256kb";
const membersLimit = "8mb";
const forStrangers = express.json({ limit: strangersLimit, strict: false });
const forMembers = express.json({ limit: membersLimit, strict: false });

/** Reads a JSON body, the larger ones only from callers who are known; refuses other content types. */
export async function readJsonBody(
  request: Request,
  response: Response,
  access: Access,
): Promise<unknown> {
  if (!request.is("application/json")) {
    const empty = request.headers["content-length"] === "0" || !request.headers["content-type"];
    if (
      empty &&
      !request.headers["transfer-encoding"] &&
      !(Number(request.headers["content-length"]) > 0)
    ) {
      throw new Invalid("request.body-missing", "Send a JSON body");
    }
    throw new WrongContentType("application/json");
  }
  const parse = access === "public" ? forStrangers : forMembers;
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  refuseUnstorable(request.body);
  return request.body;
}
