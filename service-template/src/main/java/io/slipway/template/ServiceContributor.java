package io.slipway.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contributes what every service has once. */
final class ServiceContributor implements Contributor {

    private final String kitVersion;

    ServiceContributor(String kitVersion) {
        this.kitVersion = kitVersion;
    }

    @Override
    public String name() {
        return "service";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription service) {
        return List.of(values(service));
    }

    private Map<String, Object> values(ServiceDescription service) {
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
        values.put("ownPath", ownPath(service));
        values.put("path", ownPath(service).isEmpty() ? "/" + service.name() : ownPath(service));
        values.put("hasCalls", !service.calls().isEmpty());
        values.put("calls", calls(service.calls()));
        return values;
    }

    /** Each says whether it is the last, for templates that print commas. */
    private static List<Map<String, Object>> calls(List<String> calls) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String call : calls) {
            Map<String, Object> values = new HashMap<>(CallContributor.values(call));
            values.put("last", all.size() == calls.size() - 1);
            all.add(values);
        }
        return all;
    }

    /** The package without the service's own part, as Maven's {@code groupId:artifactId} repeats it otherwise. */
    private static String groupId(ServiceDescription service) {
        String own = "." + service.name().replace("-", "");
        String name = service.packageName();
        return name.endsWith(own) ? name.substring(0, name.length() - own.length()) : name;
    }

    /** The path the edge sends, where it lies outside {@code /<name>}; else empty. */
    private static String ownPath(ServiceDescription service) {
        String resource = "/" + service.name();
        boolean reached = (resource + "/").startsWith(service.route().equals("/") ? "/" : service.route() + "/");
        return service.route().isEmpty() || reached ? "" : service.route();
    }
}
