extension Seeds {
    static let runtimeRequests = [
        "GET /2018-06-01/runtime/invocation/next\nHost: 127.0.0.1\n\n",
        "POST /2018-06-01/runtime/invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/error\n"
            + "Lambda-Runtime-Function-Error-Type: Runtime.ExitError\n\n"
            + #"{"errorMessage":"a \"b\" \n c","errorType":"E","stackTrace":[]}"#,
        "POST /2018-06-01/runtime/invocation/1/response\n"
            + "Lambda-Runtime-Function-Response-Mode: streaming\n\nhello",
        "POST /2018-06-01/runtime/init/error\n\n{}",
    ]

    static let datagrams = [
        #"{"format":"json","version":1}"# + "\n"
            + #"{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"53995c3f42cd8ad8","#
            + #""name":"DynamoDB","namespace":"aws","start_time":1.5,"end_time":1.75,"#
            + #""subsegments":[{"name":"api","namespace":"remote","start_time":1.5,"#
            + #""end_time":1.6,"sql":{"url":"x"}}]}"#
    ]

    private static let head = "\nHost: 127.0.0.1:3001\nAuthorization: AWS4-HMAC-SHA256 x\n"

    static let serviceRequests = [
        "POST /2015-03-31/functions/f/invocations?Qualifier=live\(head)"
            + "X-Amz-Invocation-Type: RequestResponse\nX-Amz-Log-Type: Tail\n\n{}",
        "PUT /2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/configuration"
            + head + "\n"
            + #"{"MemorySize":512,"Timeout":3,"Environment":{"Variables":{"A":"b"}},"Layers":[]}"#,
        "GET /2015-03-31/functions/f/versions?Marker=50&MaxItems=10\(head)\n",
    ]

    static let configurations = [
        "[default]\nregion = eu-west-1\n# comment\n[profile a b]\nrole_arn=x\nsource_profile=default\n"
            + "credential_process = \"/opt/x y\" --flag 'a b' \\ z\n",
        "[sso-session s]\nsso_region = us-east-1\n[services t]\nlambda =\n  endpoint_url = http://a:1\n",
    ]

    static let answers = [
        #"{"FunctionName":"f","FunctionArn":"arn:aws:lambda:eu-west-1:1:function:f","Runtime":"#
            + #""python3.13","MemorySize":128,"Timeout":3,"RevisionId":"r","CodeSha256":"c","#
            + #""Version":"$LATEST","State":"Active","LastUpdateStatus":"Successful"}"#,
        #"{"Versions":[{"FunctionName":"f","Version":"1"}],"NextMarker":"m"}"#,
        #"{"AliasArn":"a","Name":"live","FunctionVersion":"1","RoutingConfig":{"#
            + #""AdditionalVersionWeights":{"2":0.1}},"RevisionId":"r"}"#,
        #"{"__type":"ns#ResourceNotFoundException","message":"no","Message":"No","Reason":"x"}"#,
        #"{"AccessKeyId":"A","SecretAccessKey":"S","Token":"T","Expiration":"2026-11-24T12:00:00Z"}"#,
    ]

    static let journal = [
        #"{"opening":{"_0":{"run":"r","functionArn":"a","region":"eu-west-1"}}}"#,
        #"{"change":{"_0":{"memory":{"megabytes":512}}}}"#,
    ]

    static let names = [
        "my-function_1", "arn:aws:lambda:eu-west-1:123456789012:function:f:live",
        "123456789012:function:f", "http://127.0.0.1:3001",
    ]
}
