extension TestMachine {
    /// A runtime that cannot be initialised, and says why.
    static let initError = """
        import http.client, os
        c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
        c.request('POST', '/2018-06-01/runtime/init/error', '{"errorMessage": "no luck"}',
                  {'Lambda-Runtime-Function-Error-Type': 'Runtime.BadHandler'})
        c.getresponse().read()
        """

    /// A runtime that does what its event tells it, which is mostly wrong.
    static let runtime = """
        import http.client, os, subprocess, sys, threading, time
        api = os.environ['AWS_LAMBDA_RUNTIME_API']
        base = '/2018-06-01/runtime/invocation/'
        c = http.client.HTTPConnection(api)

        def call(method, path, body=None, headers={}):
            c.request(method, path, body, headers)
            r = c.getresponse()
            return r, r.read()

        while True:
            r, event = call('GET', base + 'next')
            id = r.getheader('Lambda-Runtime-Aws-Request-Id')
            event = event.decode()
            body = '{}'
            if event == 'exit':
                os._exit(3)
            if event == 'sleep':
                time.sleep(60)
            if event == 'abort':
                os.abort()
            if event == 'terminate':
                os.kill(os.getpid(), 15)
                time.sleep(60)
            while event == 'bomb':
                try:
                    os.fork()
                except OSError:
                    pass
            if event == 'stubborn':
                import signal
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                time.sleep(60)
            if event == 'memory':
                body = str(len(bytearray(os.urandom(1)) * (400 << 20)))
            if event == 'chatter':
                sys.stdout.write('x' * (8 << 20))
                sys.stdout.flush()
            if event == 'flood':
                for _ in range(1024):
                    os.write(1, b'x' * (1 << 20))
            if event == 'broken':
                body = '{"a":'
            if event == 'huge':
                body = 'x' * (7 << 20)
            if event.startswith('fork '):
                # A child in a session of its own, and one whose parent has ended.
                subprocess.Popen(['sleep', event[5:]], start_new_session=True)
                start = "import subprocess, sys; subprocess.Popen(['sleep', sys.argv[1]])"
                subprocess.run([sys.executable, '-c', start, event[5:]])
            if event == 'garbage':
                import socket
                host, port = api.split(':')
                s = socket.create_connection((host, int(port)))
                s.sendall(b'\\x00\\xff garbage \\r\\n\\r\\n')
                s.recv(100)
                call('POST', base + 'nobody/response', '{}')
                call('DELETE', '/etc/passwd')
            if event == 'next twice':
                d = http.client.HTTPConnection(api)
                d.request('GET', base + 'next')
                assert d.getresponse().status == 403
            if event == 'raise':
                call('POST', base + id + '/error', '{"errorMessage": "bad"}',
                     {'Lambda-Runtime-Function-Error-Type': 'ValueError'})
                continue
            call('POST', base + id + '/response', body)
            if event == 'answer twice':
                r, _ = call('POST', base + id + '/response', body)
                assert r.status == 403
        """
}
