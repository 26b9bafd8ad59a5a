import {
  anyBoolean,
  between,
  type Check,
  first,
  listOf,
  oneOf,
  shape,
  tagged,
  text,
} from "../check.ts";

const anyText = text(2_000_000, { blank: true });
const role = (name: string): Check => oneOf(name);
const anything: Check = () => undefined;
const plain: Check = (value, path) =>
  Array.isArray(value)
    ? listOf(shape({ type: oneOf("text"), text: anyText }), 1, 100)(value, path)
    : anyText(value, path);

const pictureAddress: Check = (value, path) =>
  typeof value === "string" &&
  /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/.test(value)
    ? undefined
    : `${path} is no picture: 'image_url' must be a data URL of a PNG, JPEG, WebP or GIF`;

/** Users show pictures beside their words. */
function withPictures(parts: Readonly<Record<string, Check>>): Check {
  return (value, path) =>
    Array.isArray(value)
      ? listOf(tagged("type", parts), 1, 100)(value, path)
      : anyText(value, path);
}
const chatParts = withPictures({
  text: shape({ type: oneOf("text"), text: anyText }),
  image_url: shape({
    type: oneOf("image_url"),
    image_url: shape({ url: pictureAddress, "detail?": oneOf("auto", "low", "high") }),
  }),
});
const inputParts = withPictures({
  input_text: shape({ type: oneOf("input_text"), text: anyText }),
  input_image: shape({
    type: oneOf("input_image"),
    image_url: pictureAddress,
    detail: oneOf("auto", "low", "high"),
  }),
});

const toolName: Check = (value, path) =>
  typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value)
    ? undefined
    : `${path} must match ^[a-zA-Z0-9_-]{1,64}$`;

const chatMessages: Readonly<Record<string, Check>> = {
  system: shape({ role: role("system"), content: plain }),
  developer: shape({ role: role("developer"), content: plain }),
  user: shape({ role: role("user"), content: chatParts }),
  assistant: shape({
    role: role("assistant"),
    "content?": (value, path) => (value === null ? undefined : plain(value, path)),
    "tool_calls?": listOf(
      shape({
        id: text(100),
        type: oneOf("function"),
        function: shape({ name: toolName, arguments: anyText }),
      }),
      1,
      128,
    ),
  }),
  tool: shape({ role: role("tool"), content: plain, tool_call_id: text(100) }),
};

const chatMessage: Check = (value, path) => {
  const check = chatMessages[String((value as { role?: unknown } | null)?.role)];
  return check ? check(value, path) : `${path}.role is not a known role`;
};

/** Every call of a tool must be answered before the conversation goes on. */
const answeredCalls: Check = (value, path) => {
  let open = new Set<unknown>();
  for (const [index, message] of (value as Record<string, unknown>[]).entries()) {
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) {
        return `${path}[${index}] answers a call of a tool that was not made`;
      }
      continue;
    }
    if (open.size > 0) {
      return `${path}[${index}]: an assistant message with tool_calls must be followed by tool messages`;
    }
    const calls = (message.tool_calls ?? []) as { id: string }[];
    open = new Set(calls.map((it) => it.id));
  }
  return open.size > 0 ? `${path}: a call of a tool was not answered` : undefined;
};

/** Strict schemas name every property as required and take no others. */
const strictSchema: Check = (value, path) => {
  if (typeof value !== "object" || value === null) {
    return `${path} must be a schema`;
  }
  const { type, properties, required, additionalProperties, items } = value as Record<
    string,
    unknown
  >;
  if (type === "object" || (Array.isArray(type) && type.includes("object"))) {
    const names = Object.keys((properties ?? {}) as object);
    if (additionalProperties !== false) {
      return `${path}.additionalProperties must be false`;
    }
    const missing = names.find((it) => !((required ?? []) as unknown[]).includes(it));
    if (missing !== undefined) {
      return `${path}.required must include ${missing}`;
    }
    return first(
      names.map((it) =>
        strictSchema((properties as Record<string, unknown>)[it], `${path}.properties.${it}`),
      ),
    );
  }
  return items === undefined ? undefined : strictSchema(items, `${path}.items`);
};

const schemaName: Check = (value, path) => toolName(value, path);

const jsonSchema: Check = (value, path) => {
  const { schema, strict } = (value ?? {}) as { schema?: unknown; strict?: unknown };
  const wrong = shape({
    name: schemaName,
    "description?": anyText,
    schema: anything,
    "strict?": anyBoolean,
  })(value, path);
  return wrong ?? (strict === true ? strictSchema(schema, `${path}.schema`) : undefined);
};

const functionTool = shape({
  type: oneOf("function"),
  function: shape({
    name: toolName,
    "description?": anyText,
    "parameters?": anything,
    "strict?": anyBoolean,
  }),
});

const sampling = {
  "temperature?": between(0, 2),
  "top_p?": between(0, 1),
};
const count = between(1, 1_000_000);

/** Checks the body of `POST /chat/completions`. */
export const checkChat: Check = (value, path) => {
  const body = value as Record<string, unknown>;
  const wrong = shape({
    model: text(200),
    messages: listOf(chatMessage, 1, 2_000),
    "max_completion_tokens?": count,
    "max_tokens?": count,
    "stream?": anyBoolean,
    "stream_options?": shape({ include_usage: anyBoolean }),
    "response_format?": (format, at) =>
      (format as { type?: unknown } | null)?.type === "json_schema"
        ? shape({ type: oneOf("json_schema"), json_schema: jsonSchema })(format, at)
        : shape({ type: oneOf("text", "json_object") })(format, at),
    "tools?": listOf(
      functionTool,
      1,
      128,
      (it) => (it as { function: { name: string } }).function.name,
    ),
    "tool_choice?": anything,
    ...sampling,
  })(value, path);
  if (wrong !== undefined) {
    return wrong;
  }
  if (body.stream_options !== undefined && body.stream !== true) {
    return `${path}.stream_options is allowed only with stream`;
  }
  if (body.tool_choice !== undefined && body.tools === undefined) {
    return `${path}.tool_choice is allowed only with tools`;
  }
  return answeredCalls(body.messages, `${path}.messages`);
};

const responseItem: Check = (value, path) => {
  const { type } = (value ?? {}) as { type?: unknown };
  if (type === "function_call") {
    return shape({
      type: oneOf("function_call"),
      call_id: text(100),
      name: toolName,
      arguments: anyText,
    })(value, path);
  }
  if (type === "function_call_output") {
    return shape({ type: oneOf("function_call_output"), call_id: text(100), output: anyText })(
      value,
      path,
    );
  }
  return shape({
    "type?": oneOf("message"),
    role: oneOf("system", "developer", "user", "assistant"),
    content: (value as { role?: unknown }).role === "user" ? inputParts : plain,
  })(value, path);
};

/** Checks the body of `POST /responses`. */
export const checkResponses: Check = (value, path) => {
  const body = value as Record<string, unknown>;
  const wrong = shape({
    model: text(200),
    input: listOf(responseItem, 1, 2_000),
    "max_output_tokens?": between(16, 1_000_000),
    "stream?": anyBoolean,
    "store?": anyBoolean,
    "text?": shape({
      format: (format, at) => {
        const { type, ...rest } = (format ?? {}) as Record<string, unknown>;
        return type === "json_schema" ? jsonSchema(rest, at) : oneOf("text")(type, `${at}.type`);
      },
    }),
    "tools?": listOf(
      shape({
        type: oneOf("function"),
        name: toolName,
        "description?": anyText,
        parameters: anything,
        strict: (strict, at) => (strict === null ? undefined : anyBoolean(strict, at)),
      }),
      1,
      128,
    ),
    ...sampling,
  })(value, path);
  if (wrong !== undefined) {
    return wrong;
  }
  const items = body.input as Record<string, unknown>[];
  const made = new Set(items.filter((it) => it.type === "function_call").map((it) => it.call_id));
  const stray = items.find((it) => it.type === "function_call_output" && !made.delete(it.call_id));
  if (stray) {
    return `${path}.input: no tool call found for the output ${String(stray.call_id)}`;
  }
  return made.size > 0 ? `${path}.input: a call of a tool has no output` : undefined;
};

/** Checks the body of `POST /embeddings`. */
export const checkEmbeddings = shape({
  model: text(200),
  input: (value, path) =>
    typeof value === "string"
      ? text(40_000)(value, path)
      : listOf(text(40_000), 1, 2_048)(value, path),
  "encoding_format?": oneOf("float", "base64"),
  "dimensions?": between(1, 4_096),
});

/** Checks the body of `POST /moderations`. */
export const checkModeration = shape({
  input: (value, path) =>
    typeof value === "string"
      ? text(100_000)(value, path)
      : listOf(text(100_000), 1, 32)(value, path),
  "model?": text(200),
});
