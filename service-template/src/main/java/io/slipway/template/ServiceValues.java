package io.slipway.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a description into the values that templates print. */
final class ServiceValues {

    private ServiceValues() {}

    /** Returns what every file may print. */
    static Map<String, Object> of(ServiceDescription service, String kitVersion) {
        String ownPath = ownPath(service.name(), service.route());
        Map<String, Object> values = new HashMap<>();
        values.put("kitVersion", kitVersion);
        values.put("name", service.name());
        values.put("Name", JavaName.of(service.name()).type());
        values.put("package", service.packageName());
        values.put("packageFolder", service.packageName().replace('.', '/'));
        values.put("groupId", groupId(service));
        values.put("team", service.team());
        values.put("port", service.port());
        values.put("route", service.route());
        values.put("java", service.java());
        values.put("docker", service.docker());
        values.put("ownPath", ownPath);
        values.put("path", ownPath.isEmpty() ? "/" + service.name() : ownPath);
        values.put("hasCalls", !service.calls().isEmpty());
        values.put("calls", calls(service.calls()));
        return values;
    }

    /** Returns what files about one called service may print besides. */
    static Map<String, Object> ofCall(String call) {
        JavaName name = JavaName.of(call);
        return Map.of("called", call, "Called", name.type(), "calledApi", name.variable() + "Api");
    }

    static Map<String, Object> together(Map<String, Object> some, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    /** Each says whether it is the last, for templates that print commas. */
    private static List<Map<String, Object>> calls(List<String> calls) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String call : calls) {
            all.add(together(ofCall(call), Map.of("last", all.size() == calls.size() - 1)));
        }
        return all;
    }

    /** The package without the service's own part, which the artifactId repeats. */
    private static String groupId(ServiceDescription service) {
        String own = "." + service.name().replace("-", "");
        String name = service.packageName();
        return name.endsWith(own) ? name.substring(0, name.length() - own.length()) : name;
    }

    /** The route, where requests that match it miss the resource {@code /<name>}; else empty. */
    private static String ownPath(String name, String route) {
        String everythingBelow = route.endsWith("/") ? route : route + "/";
        boolean reached = ("/" + name + "/").startsWith(everythingBelow);
        return route.isEmpty() || reached ? "" : route;
    }
}
