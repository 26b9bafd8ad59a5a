export type { Config } from "./config.ts";
export { setupLink } from "./features/accounts/set-up.ts";
export { answeredRoutes } from "./http/answer.ts";
export { declaredRoutes } from "./http/not-found.ts";
export { BadSetting, readConfig } from "./read-config.ts";
export type { ServerContext } from "./server-context.ts";
export { type RunningServer, type StartOptions, startServer } from "./start-server.ts";
