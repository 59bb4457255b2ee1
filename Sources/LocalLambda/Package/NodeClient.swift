/// The project's client of the Runtime API for Node.js functions.
enum NodeClient {
    static let text = #"""
        import fs from "node:fs";
        import http from "node:http";
        import path from "node:path";
        import { pathToFileURL } from "node:url";

        const handlerName = process.argv[2];
        const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
        const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
        const base = "/2018-06-01/runtime/";
        const typeHeader = "Lambda-Runtime-Function-Error-Type";
        const bodyHeader = "Lambda-Runtime-Function-Error-Body";

        function call(method, place, body, headers = {}) {
          return new Promise((resolve, reject) => {
            const bytes = body === undefined ? undefined : Buffer.from(body);
            if (bytes) headers["Content-Length"] = bytes.length;
            const request = http.request(
              { host, port, agent, method, path: base + place, headers },
              (reply) => {
                const parts = [];
                reply.on("data", (part) => parts.push(part));
                reply.on("end", () => resolve([reply, Buffer.concat(parts)]));
              });
            request.setNoDelay(true);
            request.on("error", reject);
            request.end(bytes);
          });
        }

        function describe(error, prefix = "") {
          return JSON.stringify({
            errorMessage: String(error?.message ?? error),
            errorType: prefix + (error?.name ?? "Error"),
            trace: String(error?.stack ?? "").split("\n"),
          });
        }

        function report(place, error, prefix = "") {
          const name = prefix + (error?.name ?? "Error");
          return call("POST", place, describe(error, prefix), { [typeHeader]: name });
        }

        const isStreamed = Symbol.for("aws.lambda.runtime.handler.streaming");

        // What functions that stream their answers find on Lambda.
        globalThis.awslambda = {
          streamifyResponse: (handler) => Object.assign(handler, { [isStreamed]: "response" }),
          HttpResponseStream: {
            from(stream, metadata) {
              stream.setContentType("application/vnd.awslambda.http-integration-response");
              stream.write(JSON.stringify(metadata) + "\0".repeat(8));
              return stream;
            },
          },
        };

        async function stream(handler, event, context) {
          const place = "invocation/" + context.awsRequestId;
          let request;
          const answered = new Promise((resolve, reject) => {
            const headers = {
              "Content-Type": "application/octet-stream",
              "Lambda-Runtime-Function-Response-Mode": "streaming",
              "Transfer-Encoding": "chunked",
              "Trailer": [typeHeader, bodyHeader].join(", "),
            };
            const target = base + place + "/response";
            request = http.request(
              { host, port, agent, method: "POST", path: target, headers },
              (reply) => reply.resume().on("end", resolve));
            request.setContentType = (type) => request.setHeader("Content-Type", type);
            request.setNoDelay(true);
            request.on("error", reject);
          });
          answered.catch(() => {});
          try {
            await handler(event, request, context);
          } catch (error) {
            console.error(error);
            if (!request.headersSent) {
              request.destroy();
              return report(place + "/error", error);
            }
            request.addTrailers({
              [typeHeader]: error?.name ?? "Error",
              [bodyHeader]: Buffer.from(describe(error)).toString("base64"),
            });
          }
          if (!request.writableEnded) request.end();
          await answered;
        }

        async function load() {
          const cut = handlerName.lastIndexOf(".");
          const file = path.join(process.env.LAMBDA_TASK_ROOT, handlerName.slice(0, cut));
          const found = [".js", ".mjs", ".cjs"].map((end) => file + end).find(fs.existsSync);
          if (!found) throw new Error("Cannot find module '" + handlerName.slice(0, cut) + "'");
          const module = await import(pathToFileURL(found).href);
          const name = handlerName.slice(cut + 1);
          const handler = module[name] ?? module.default?.[name];
          if (typeof handler !== "function") throw new Error(handlerName + " is undefined or not exported");
          return handler;
        }

        function run(handler, event, context) {
          return new Promise((resolve, reject) => {
            const done = (error, result) => (error ? reject(error) : resolve(result));
            try {
              const result = handler(event, context, done);
              if (typeof result?.then === "function") result.then(resolve, reject);
              else if (handler.length < 3) resolve(result);
            } catch (error) {
              reject(error);
            }
          });
        }

        let handler;
        try {
          handler = await load();
        } catch (error) {
          console.error(error);
          await report("init/error", error, "Runtime.");
          process.exit(1);
        }
        while (true) {
          const [reply, event] = await call("GET", "invocation/next");
          const id = reply.headers["lambda-runtime-aws-request-id"];
          const deadline = Number(reply.headers["lambda-runtime-deadline-ms"]);
          process.env._X_AMZN_TRACE_ID = reply.headers["lambda-runtime-trace-id"] ?? "";
          const context = {
            awsRequestId: id,
            invokedFunctionArn: reply.headers["lambda-runtime-invoked-function-arn"],
            functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
            functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
            memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
            logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
            logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
            callbackWaitsForEmptyEventLoop: true,
            getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
          };
          try {
            const input = JSON.parse(event.toString() || "null");
            if (handler[isStreamed]) {
              await stream(handler, input, context);
              continue;
            }
            const result = await run(handler, input, context);
            const body = JSON.stringify(result === undefined ? null : result);
            await call("POST", "invocation/" + id + "/response", body);
          } catch (error) {
            console.error(error);
            await report("invocation/" + id + "/error", error);
          }
        }
        """#
}
