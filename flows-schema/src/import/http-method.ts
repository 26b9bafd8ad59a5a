import type { NodeData } from "../flow.ts";

type Method = NodeData<"http">["method"];

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies Method[];

/** Reads the method of an HTTP request in any case; `usual` for one that steps do not have. */
export function httpMethod(text: string, usual: Method = "GET"): Method {
  const method = text.toUpperCase();
  return methods.includes(method) ? (method as Method) : usual;
}
