package io.slipway.local.consul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests that are nearly right. */
final class FuzzedRequest {

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "PUT", "PUT", "PUT", "PUT", "DELETE", "POST", "HEAD", "OPTIONS", "PATCH", "X");

    private static final List<String> PATHS = List.of(
            "/v1/kv/",
            "/v1/kv/a",
            "/v1/kv/a/b/",
            "/v1/agent/service/register",
            "/v1/agent/service/deregister/web",
            "/v1/agent/service/maintenance/web",
            "/v1/agent/check/register",
            "/v1/agent/check/pass/web",
            "/v1/agent/check/update/service:web",
            "/v1/agent/service/web",
            "/v1/agent/health/service/name/web",
            "/v1/catalog/register",
            "/v1/catalog/deregister",
            "/v1/catalog/service/web",
            "/v1/catalog/node/slipway",
            "/v1/health/service/web",
            "/v1/health/state/any",
            "/v1/session/create",
            "/v1/session/info/x",
            "/v1/session/renew/11111111-1111-1111-1111-111111111111",
            "/v1/txn",
            "/v1/event/fire/e",
            "/v1/event/list",
            "/v1/agent/maintenance",
            "/v1/agent/members",
            "/v1/agent/metrics",
            "/v1/agent/host",
            "/v1/agent/token/agent",
            "/v1/operator/raft/configuration",
            "/v1/operator/autopilot/health",
            "/v1/coordinate/nodes",
            "/v1/catalog/node-services/slipway",
            "/v1/session/destroy/11111111-1111-1111-1111-111111111111",
            "/v1/agent/check/deregister/service:web",
            "/v1/acl/tokens",
            "/",
            "/v1",
            "*",
            "//",
            "/%zz",
            "/v1/kv/%00",
            "/v1/kv/%ff%fe",
            "/v1/kv/%F0%9F%98%80",
            "/v1/kv/../../x",
            "/v1/kv/;a=b",
            "/v1/kv/a?b#c");

    private static final List<String> PARAMETERS = List.of(
            "index=0",
            "index=-1",
            "index=99999999999999999999",
            "index=x",
            "wait=1ms",
            "wait=-1s",
            "wait=1e9h",
            "wait=x",
            "index=5&wait=10ms",
            "recurse",
            "keys",
            "separator=/",
            "separator=",
            "raw",
            "cas=0",
            "cas=x",
            "cas=5",
            "flags=-1",
            "flags=99999999999999999999",
            "acquire=x",
            "acquire=",
            "release=x",
            "passing=x",
            "passing",
            "tag=a&tag=b",
            "near=_agent",
            "node-meta=a:b",
            "node-meta=",
            "stale",
            "consistent",
            "dc=x",
            "dc=dc1",
            "filter=a",
            "pretty",
            "enable=true",
            "enable=x",
            "reason=%00",
            "note=%zz",
            "hash=x",
            "=",
            "&&&",
            "%",
            "service=(",
            "name=e",
            "format=text",
            "cached",
            "replace-existing-checks=true");

    private static final List<String> BODIES = List.of(
            "",
            "x",
            "{}",
            "[]",
            "null",
            "true",
            "5",
            "1e999999999",
            "\"",
            "{\"",
            "[[[[",
            "{\"Name\":\"web\"}",
            "{\"Name\":\"web\",\"Port\":80,\"Check\":{\"TTL\":\"10s\"}}",
            "{\"Name\":\"web\",\"Checks\":[null,{\"TCP\":\"a:b\",\"Interval\":\"1s\"},{\"HTTP\":\"::\",\"Interval\":\"1s\"}]}",
            "{\"Name\":\"web\",\"Check\":{\"HTTP\":\"http://127.0.0.1:1/\",\"Interval\":\"1s\",\"Method\":\"a b\","
                    + "\"Header\":{\"x\\ny\":[\"\\u0000\"]}}}",
            "{\"Name\":\"web\",\"Check\":{\"TTL\":1e400}}",
            "{\"Name\":null,\"Tags\":[null],\"Meta\":{\"a\":null}}",
            "{\"Name\":\"\\ud800\",\"ID\":\"\\u0000\"}",
            "{\"Node\":\"n\",\"Address\":\"a\",\"Service\":{\"Service\":\"web\"}}",
            "{\"Node\":\"n\",\"Address\":\"a\",\"Check\":{\"Name\":\"c\",\"ServiceID\":\"none\"}}",
            "{\"Node\":\"slipway\",\"ServiceID\":\"consul\"}",
            "{\"Node\":\"slipway\",\"CheckID\":\"serfHealth\"}",
            "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"a\",\"Value\":\"!\"}}]",
            "[{\"KV\":{\"Verb\":\"lock\",\"Key\":\"a\"}}]",
            "[{\"KV\":null},{}]",
            "[null]",
            "[{\"KV\":{\"Verb\":\"delete-tree\",\"Key\":\"\"}},{\"KV\":{\"Verb\":\"get\"}}]",
            "{\"TTL\":\"10s\",\"LockDelay\":-5}",
            "{\"TTL\":\"99999999999h\"}",
            "{\"Name\":\"web\",\"Check\":{\"Args\":[\"rm\",\"-rf\"],\"Interval\":\"1s\"}}",
            "{\"Name\":\"a\",\"AliasNode\":\"nobody\",\"AliasService\":\"a\"}",
            "{\"Name\":\"a\",\"Status\":\"passing\",\"TTL\":\"99999999999h\"}",
            "[{\"KV\":{\"Verb\":\"cas\",\"Key\":\"a\",\"Index\":18446744073709551615,\"Value\":\"YQ==\"}}]",
            "[{\"Service\":{}},{\"Node\":{\"Verb\":\"delete\"}}]",
            "{\"Checks\":[\"x\"],\"Behavior\":\"delete\"}",
            "{\"Status\":\"passing\",\"Output\":\"" + "o".repeat(10_000) + "\"}");

    private FuzzedRequest() {}

    static String next(Random random) {
        StringBuilder path = new StringBuilder(one(PATHS, random));
        for (int left = random.nextInt(4); left > 0; left--) {
            path.append(path.indexOf("?") < 0 ? '?' : '&').append(one(PARAMETERS, random));
        }
        String body = mangled(one(BODIES, random), random);
        int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
        return one(METHODS, random) + " " + path + " HTTP/1.1\r\nHost: consul\r\nConnection: close\r\n"
                + (random.nextInt(20) == 0 ? "Accept-Encoding: gzip\r\n" : "") + "Content-Length: " + length
                + "\r\n\r\n"
                + body;
    }

    /** Returns the answer, or nothing when the connection was closed without one. */
    static String send(URI server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static String mangled(String body, Random random) {
        StringBuilder mangled = new StringBuilder(body);
        for (int left = random.nextInt(3); left > 0 && !mangled.isEmpty(); left--) {
            int at = random.nextInt(mangled.length());
            switch (random.nextInt(3)) {
                case 0 -> mangled.deleteCharAt(at);
                case 1 -> mangled.insert(at, (char) random.nextInt(256));
                default -> mangled.setCharAt(at, (char) random.nextInt(256));
            }
        }
        return mangled.toString();
    }

    private static String one(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
