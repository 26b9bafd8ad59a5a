import { McpAnswerTooLarge, McpTimeout } from "../../ai/mcp-session.ts";
import { explainHttp } from "./call-http.ts";
import { failed, type Outcome } from "./outcome.ts";

/** JSON-RPC's codes for a method or a tool that is not there, and for wrong arguments. */
const notThere = -32_601;
const invalidParams = -32_602;

/** Tells whether an error or a failed result may mean that the server has no such tool. Many servers say it in words. */
export function mayMeanGone(given: unknown): boolean {
  const code = codeOf(given);
  return (
    code === notThere || code === invalidParams || /not found|unknown tool/i.test(wordsOf(given))
  );
}

function wordsOf(given: unknown): string {
  const { error } = (given ?? {}) as { readonly error?: { readonly message?: unknown } };
  return typeof error?.message === "string" ? error.message : "";
}

/** Says in words why an MCP server gave nothing. Codes start with `mcp.`. */
export function explainMcp(
  error: unknown,
  { url, timeoutMs, mostBytes }: { url: string; timeoutMs: number; mostBytes: number },
): ReturnType<typeof failed> {
  if (error instanceof McpAnswerTooLarge || String(error).includes("McpAnswerTooLarge")) {
    return failed("mcp.too-large", `The server sent more than ${mostBytes} bytes`);
  }
  if (error instanceof McpTimeout) {
    return failed("mcp.timeout", `The server did not answer within ${timeoutMs / 1_000} s`);
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = codeOf(error);
  if (name === "McpError") {
    return failed("mcp.refused", message.slice(0, 1_000));
  }
  // The SDK's errors of HTTP have the status as their code, or -1 for a body of another kind.
  if (typeof code === "number") {
    return code === 401 || code === 403
      ? failed("mcp.not-allowed", `The server refused the sign-in (${code})`)
      : failed("mcp.status", message.slice(0, 300));
  }
  if (name === "ZodError" || name === "SyntaxError" || name === "$ZodError") {
    return failed("mcp.answer-invalid", "The server's answer does not follow the protocol");
  }
  const { code: reason, message: words } = explainHttp(error, { url, timeoutMs }, false).error;
  return failed(reason.replace(/^http\./, "mcp."), words);
}

/** Says what a failure of the vault means for a server. */
export function asMcpFailure(outcome: Outcome): Outcome {
  return "answer" in outcome
    ? outcome
    : failed(outcome.error.code.replace(/^http\./, "mcp."), outcome.error.message);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
