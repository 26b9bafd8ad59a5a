/** Who may import whom. An arrow not named here is forbidden (see CONTRIBUTING.md, "Borders"). */
const layer = (name, from, to) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { path: to },
});

/** The storeys of the server, highest first: a folder imports only what stands below it. */
const storeys = [
  ["live"],
  ["features"],
  ["pipeline"],
  ["records"],
  ["domain"],
  ["platforms"],
  ["crm"],
  ["desks", "payments"],
  ["channels", "ai", "knowledge"],
  ["store", "http", "secrets", "validation", "context"],
];
const root = "[^/]+\\.ts$";
const storeyRules = storeys.map((folders, index) =>
  layer(
    `storey-${folders[0]}`,
    `^server/src/(${folders.join("|")})/`,
    `^server/src/(${[
      ...storeys
        .slice(0, index)
        .flat()
        .map((it) => `${it}/`),
      root,
    ].join("|")})`,
  ),
);

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    layer(
      "flows-schema-is-the-floor",
      "^flows-schema/src",
      "^(api-schema|runtime|embedded-mongo|server|studio|widget|test)/",
    ),
    layer(
      "api-schema-knows-only-flows-schema",
      "^api-schema/src",
      "^(runtime|embedded-mongo|server|studio|widget|test)/",
    ),
    layer(
      "runtime-knows-only-flows-schema",
      "^runtime/src",
      "^(api-schema|embedded-mongo|server|studio|widget|test)/",
    ),
    layer(
      "embedded-mongo-knows-nothing-of-ours",
      "^embedded-mongo/",
      "^(flows-schema|api-schema|runtime|server|studio|widget|test)/",
    ),
    layer("server-never-imports-a-front-end", "^server/src", "^(studio|widget|test)/"),
    layer(
      "studio-never-imports-the-server",
      "^studio/src",
      "^(server|embedded-mongo|widget|test)/",
    ),
    layer(
      "widget-knows-only-api-schema",
      "^widget/src",
      "^(flows-schema|runtime|server|embedded-mongo|studio|test)/",
    ),
    layer(
      "client-knows-nothing-of-ours",
      "^client/src",
      "^(api-schema|flows-schema|runtime|server|embedded-mongo|studio|widget|test)/",
    ),
    {
      name: "only-the-store-knows-embedded-mongo",
      severity: "error",
      from: { path: "^server/src", pathNot: "^server/src/(store|cli)/" },
      to: { path: "^embedded-mongo/" },
    },
    ...storeyRules,
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^server/src/domain/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-is-pure",
      severity: "error",
      from: { path: "^(flows-schema|api-schema|runtime)/src", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "channels-do-not-know-each-other",
      severity: "error",
      from: { path: "^server/src/channels/([^/]+)/", pathNot: "^server/src/channels/meta/" },
      to: { path: "^server/src/channels/[^/]+/", pathNot: "^server/src/channels/($1|meta)/" },
    },
    {
      name: "desks-do-not-know-each-other",
      severity: "error",
      from: { path: "^server/src/desks/([^/]+)/" },
      to: {
        path: "^server/src/(channels|desks)/[^/]+/",
        pathNot: "^server/src/desks/$1/",
      },
    },
    {
      name: "crms-do-not-know-each-other",
      severity: "error",
      from: { path: "^server/src/crm/([^/]+)/" },
      to: {
        path: "^server/src/(channels|crm|desks|payments)/[^/]+/",
        pathNot: "^server/src/crm/$1/",
      },
    },
    {
      name: "payment-providers-do-not-know-each-other",
      severity: "error",
      from: { path: "^server/src/payments/([^/]+)/" },
      to: {
        path: "^server/src/(channels|desks|payments)/[^/]+/",
        pathNot: "^server/src/payments/$1/",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "default"],
    },
  },
};
