package io.slipway.local.marathon.definition;

import static io.slipway.local.marathon.definition.Shape.arrayOf;
import static io.slipway.local.marathon.definition.Shape.bool;
import static io.slipway.local.marathon.definition.Shape.date;
import static io.slipway.local.marathon.definition.Shape.integer;
import static io.slipway.local.marathon.definition.Shape.mapOf;
import static io.slipway.local.marathon.definition.Shape.number;
import static io.slipway.local.marathon.definition.Shape.object;
import static io.slipway.local.marathon.definition.Shape.oneOf;
import static io.slipway.local.marathon.definition.Shape.optional;
import static io.slipway.local.marathon.definition.Shape.required;
import static io.slipway.local.marathon.definition.Shape.string;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.definition.Shape.Member;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists the members of an app definition with their types and bounds (Marathon 1.11's RAML; contract, A3). */
final class AppShape {

    private static final int MAX = Integer.MAX_VALUE;
    private static final Pattern NAME = Pattern.compile("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
    private static final Pattern PATH_ID = Pattern.compile("^(/?((\\.\\.)|(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*"
            + "([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9]))?($|/))+$");

    private static final Shape ID = string(PATH_ID);
    private static final Shape PORT = integer(0, 65535);
    private static final Shape COUNT = integer(0, MAX);
    private static final Shape LABELS = mapOf(string());
    private static final Shape PROTOCOL = oneOf("tcp", "udp", "udp,tcp");
    private static final Shape SHARE = number(0, 1);

    private static final Shape PORT_DEFINITION = object(
            optional("port", PORT),
            optional("labels", LABELS),
            optional("name", string(NAME)),
            optional("protocol", PROTOCOL));

    private static final Shape PORT_MAPPING = object(
            optional("containerPort", PORT),
            optional("hostPort", PORT),
            optional("servicePort", PORT),
            optional("labels", LABELS),
            optional("name", string(NAME)),
            optional("protocol", PROTOCOL),
            optional("networkNames", arrayOf(string())));

    private static final Shape HEALTH_CHECK = object(
            optional("command", object(required("value", string()))),
            optional("gracePeriodSeconds", COUNT),
            optional("ignoreHttp1xx", bool()),
            optional("intervalSeconds", COUNT),
            optional("maxConsecutiveFailures", COUNT),
            optional("path", string()),
            optional("port", PORT),
            optional("portIndex", PORT),
            optional("protocol", oneOf("HTTP", "HTTPS", "TCP", "COMMAND", "MESOS_TCP", "MESOS_HTTP", "MESOS_HTTPS")),
            optional("ipProtocol", oneOf("IPv4", "IPv6")),
            optional("timeoutSeconds", COUNT),
            optional("delaySeconds", COUNT));

    private static final Shape READINESS_CHECK = object(
            optional("name", string(1, MAX)),
            optional("protocol", oneOf("HTTP", "HTTPS")),
            optional("path", string(1, 1024)),
            optional("portName", string(NAME)),
            optional("intervalSeconds", COUNT),
            optional("timeoutSeconds", integer(1, MAX)),
            optional("httpStatusCodesForReady", arrayOf(integer(100, 999))),
            optional("preserveLastResponse", bool()));

    private static final Shape DOCKER = object(
            optional("forcePullImage", bool()),
            required("image", string(1, MAX)),
            optional("network", oneOf("BRIDGE", "HOST", "NONE", "USER")),
            optional("parameters", arrayOf(object(required("key", string(1, MAX)), required("value", string())))),
            optional("portMappings", arrayOf(PORT_MAPPING)),
            optional("privileged", bool()));

    private static final Shape VOLUME = object(
            optional("containerPath", string(1, MAX)),
            optional("hostPath", string(1, MAX)),
            optional("mode", oneOf("RO", "RW")));

    private static final Shape CONTAINER = object(
            optional("type", oneOf("MESOS", "DOCKER")),
            optional("docker", DOCKER),
            optional("volumes", arrayOf(VOLUME)),
            optional("portMappings", arrayOf(PORT_MAPPING)));

    private static final Shape FETCH = object(
            required("uri", string(1, 1024)),
            optional("extract", bool()),
            optional("executable", bool()),
            optional("cache", bool()),
            optional("destPath", string(1, 1024)));

    private static final Shape NETWORK = object(
            optional("name", string()),
            optional("mode", oneOf("host", "container", "container/bridge")),
            optional("labels", LABELS));

    private static final Shape UPGRADE_STRATEGY =
            object(required("maximumOverCapacity", SHARE), required("minimumHealthCapacity", SHARE));

    // Marathon reports several faults in an order of its own: mem before cpus, for one.
    private static final List<Member> MEMBERS = List.of(
            optional("acceptedResourceRoles", arrayOf(string())),
            optional("args", arrayOf(string())),
            optional("backoffFactor", number(1, Double.MAX_VALUE)),
            optional("backoffSeconds", COUNT),
            optional("cmd", string(1, MAX)),
            optional("constraints", arrayOf(arrayOf(string()))),
            optional("container", CONTAINER),
            optional("mem", number(0, Double.MAX_VALUE)),
            optional("cpus", number(0.001, Double.MAX_VALUE)),
            optional("dependencies", arrayOf(ID)),
            optional("disk", number(0, Double.MAX_VALUE)),
            optional("env", mapOf(AppShape::variable)),
            optional("executor", string()),
            optional("fetch", arrayOf(FETCH)),
            optional("healthChecks", arrayOf(HEALTH_CHECK)),
            optional("instances", COUNT),
            optional("labels", LABELS),
            optional("maxLaunchDelaySeconds", COUNT),
            optional("gpus", COUNT),
            optional("networks", arrayOf(NETWORK)),
            optional("ports", arrayOf(PORT)),
            optional("portDefinitions", arrayOf(PORT_DEFINITION)),
            optional("readinessChecks", arrayOf(READINESS_CHECK)),
            optional("requirePorts", bool()),
            optional("secrets", mapOf(object(required("source", string())))),
            optional("taskKillGracePeriodSeconds", COUNT),
            optional("upgradeStrategy", UPGRADE_STRATEGY),
            optional("uris", arrayOf(string())),
            optional("user", string()),
            optional("killSelection", oneOf("YOUNGEST_FIRST", "OLDEST_FIRST")),
            optional("unreachableStrategy", AppShape::unreachable),
            optional("tty", bool()),
            optional("role", string()));

    /** What POST takes. */
    static final Shape APP = members(required("id", ID));

    /** What PUT and PATCH take: nothing is required, and a version alone means rollback. */
    static final Shape UPDATE = members(optional("id", ID), optional("version", date()));

    private AppShape() {}

    private static Shape members(Member... own) {
        return object(Stream.concat(Stream.of(own), MEMBERS.stream()).toArray(Member[]::new));
    }

    /** A variable that is no string is taken for a reference to a secret, so that is the error. */
    private static void variable(String path, JsonNode value, Faults faults) {
        if (value.isObject()) {
            required("secret", string()).check(path, value, faults);
        } else {
            faults.addIf(!value.isTextual(), path, "error.expected.jsobject");
        }
    }

    private static void unreachable(String path, JsonNode value, Faults faults) {
        Shape shape = value.isTextual()
                ? oneOf("disabled")
                : object(optional("inactiveAfterSeconds", COUNT), optional("expungeAfterSeconds", COUNT));
        shape.check(path, value, faults);
    }
}
