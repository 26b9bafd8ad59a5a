export type { Config } from "./context/config.ts";
export { BadSetting, readConfig } from "./context/read-config.ts";
export type { ServerContext } from "./context/server-context.ts";
export { setupLink } from "./features/accounts/set-up.ts";
export { answeredRoutes } from "./http/answer.ts";
export { declaredRoutes } from "./http/not-found.ts";
export { type RunningServer, type StartOptions, startServer } from "./start-server.ts";
