/// The project's client of the Runtime API for Python functions.
///
/// It hands over to AWS's own client, `awslambdaric`, where that can be imported, so that a function
/// runs under what it runs under on Lambda.
enum PythonClient {
    static let text = #"""
        import http.client, importlib, importlib.util, json, os, runpy, sys, time, traceback

        handler_name = sys.argv[1]
        sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
        api = os.environ["AWS_LAMBDA_RUNTIME_API"]

        if importlib.util.find_spec("awslambdaric"):
            sys.argv = ["awslambdaric", handler_name]
            runpy.run_module("awslambdaric", run_name="__main__")
            sys.exit(0)

        connection = http.client.HTTPConnection(api)
        base = "/2018-06-01/runtime/"


        def call(method, path, body=None, headers={}):
            connection.request(method, base + path, body, headers)
            reply = connection.getresponse()
            return reply, reply.read()


        def report(path, error, name=None):
            name = name or type(error).__name__
            if path == "init/error":
                name = "Runtime.ImportModuleError" if isinstance(error, ImportError) else "Runtime." + name
            body = json.dumps({
                "errorMessage": str(error),
                "errorType": name,
                "stackTrace": traceback.format_tb(error.__traceback__),
            })
            call("POST", path, body, {"Lambda-Runtime-Function-Error-Type": name})


        class Context:
            def __init__(self, headers):
                self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
                self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
                self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
                self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
                self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
                self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
                self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
                self.identity = None
                self.client_context = None
                self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

            def get_remaining_time_in_millis(self):
                return max(0, self._deadline - int(time.time() * 1000))


        try:
            module, function = handler_name.rsplit(".", 1)
            handler = getattr(importlib.import_module(module.replace("/", ".")), function)
        except BaseException as error:
            traceback.print_exc()
            report("init/error", error)
            sys.exit(1)

        while True:
            reply, event = call("GET", "invocation/next")
            context = Context(reply.headers)
            os.environ["_X_AMZN_TRACE_ID"] = reply.headers.get("Lambda-Runtime-Trace-Id", "")
            place = "invocation/" + context.aws_request_id
            try:
                result = handler(json.loads(event or b"null"), context)
            except Exception as error:
                traceback.print_exc()
                report(place + "/error", error)
                continue
            try:
                body = json.dumps(result)
            except Exception as error:
                report(place + "/error", error, "Runtime.MarshalError")
                continue
            call("POST", place + "/response", body, {"Content-Type": "application/json"})
        """#
}
