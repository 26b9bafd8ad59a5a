# syntax=docker/dockerfile:1

# Builds server, studio, widget and documentation.
FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund && npm run build

# Installs only what the server needs while it runs.
FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY api-schema/package.json api-schema/
COPY client/package.json client/
COPY docs/package.json docs/
COPY embedded-mongo/package.json embedded-mongo/
COPY flows-schema/package.json flows-schema/
COPY runtime/package.json runtime/
COPY server/package.json server/
COPY studio/package.json studio/
COPY test/package.json test/
COPY widget/package.json widget/
RUN npm ci --omit=dev --workspace @chatloom/server --no-audit --no-fund

FROM node:22-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app ./
COPY --from=build /app/api-schema/dist api-schema/dist
COPY --from=build /app/docs/dist docs/dist
COPY --from=build /app/embedded-mongo/dist embedded-mongo/dist
COPY --from=build /app/flows-schema/dist flows-schema/dist
COPY --from=build /app/runtime/dist runtime/dist
COPY --from=build /app/server/bin server/bin
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/studio/dist studio/dist
COPY --from=build /app/widget/dist widget/dist
RUN ln -s /app/server/bin/chatloom.mjs /usr/local/bin/chatloom \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=64", "--initial-old-space-size=256", "server/dist/main.js"]
